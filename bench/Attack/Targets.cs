using Vitrine.Bench.Cluster;
using Vitrine.Windows.Subscriptions;
using Vitrine.Wire;

namespace Vitrine.Bench.Attack;

/// <summary>The programs that are attacked, each a process on loopback, and what must not come to harm.</summary>
internal sealed class Targets : IAsyncDisposable
{
    private const string Content = "not to be touched";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly DirectoryInfo state;
    private readonly TrainerChild node;
    private readonly EdgeChild edge;
    private readonly QueueClient client;

    private Targets(DirectoryInfo state, TrainerChild node, int port, EdgeChild edge, EventsAddress events)
    {
        (this.state, this.node, this.edge) = (state, node, edge);
        var clients = ClusterBench.Clients(port);
        client = new QueueClient(clients);
        Node = new AttackedPort("cluster port", "vitrine", new HostPort("127.0.0.1", port), "user/jobs-proxy");
        Clients = new AttackedPort("clients' port", "vitrine", new HostPort("127.0.0.1", clients), "user/jobs-proxy");
        Events = new AttackedPort("events port", EventsAddress.System, events, "user/events");
        Directory.CreateDirectory(Victim);
        System.IO.File.WriteAllText(File, Content);
    }

    /// <summary>Where nodes of a training cluster speak to each other.</summary>
    public AttackedPort Node { get; }

    /// <summary>Where its clients dial.</summary>
    public AttackedPort Clients { get; }

    /// <summary>Where an edge's windows are subscribed to.</summary>
    public AttackedPort Events { get; }

    /// <summary>All of them.</summary>
    public IEnumerable<AttackedPort> Ports => [Node, Clients, Events];

    /// <summary>A folder that is not there.</summary>
    public string Folder => Path.Combine(state.FullName, "made");

    /// <summary>A file that is.</summary>
    public string File => Path.Combine(state.FullName, "file");

    /// <summary>What a path out of the store's jobs would name.</summary>
    private string Victim => Path.Combine(state.FullName, "victim", "attempt-1");

    public static async Task<Targets> StartAsync()
    {
        var home = Directory.CreateTempSubdirectory("vitrine-bench-");
        var port = ClusterBench.FreePort();
        var trainer = new TrainerChild("0-1", [.. ClusterBench.Node("both", port, home.FullName), "--http", "none"]);
        var counting = new EdgeChild(
            "0-1",
            [
                .. "--source synthetic --models none --http none --set windows.seconds=1 --data".Split(' '),
                Path.Combine(home.FullName, "edge"),
            ]
        );
        await trainer.Ready;
        var targets = new Targets(home, trainer, port, counting, await counting.Address);
        await targets.client.UntilWorkersAsync(1);
        return targets;
    }

    /// <summary>What has come to harm since the start; null: nothing.</summary>
    public async Task<string?> HarmAsync()
    {
        if (Directory.Exists(Folder))
        {
            return "an object was made: its folder is there";
        }

        if (
            !System.IO.File.Exists(File)
            || !Content.Equals(await System.IO.File.ReadAllTextAsync(File), StringComparison.Ordinal)
        )
        {
            return "a file was written to";
        }

        if (!Directory.Exists(Victim))
        {
            return "a folder outside the store was deleted";
        }

        if (node.HasEnded || edge.HasEnded)
        {
            return "a process ended";
        }

        return await IsServedAsync() ? null : "nobody is served any more";
    }

    public async ValueTask DisposeAsync()
    {
        await client.DisposeAsync();
        node.Dispose();
        edge.Dispose();
        state.Delete(recursive: true);
    }

    // One worker, which is none of a stranger's and waits for a job.
    private async Task<bool> IsServedAsync()
    {
        try
        {
            var workers = await client.AskAsync<WorkerList>(new ListWorkers()).WaitAsync(Patience);
            await using var subscriber = new EventsClient((EventsAddress)Events.Address, after: 0);
            _ = await subscriber.Pages.WaitToReadAsync().AsTask().WaitAsync(Patience);
            return workers.Workers is [{ Job: "" }];
        }
        catch (TimeoutException)
        {
            return false;
        }
    }
}
