using Vitrine.Fleet.Hub;
using Vitrine.Hosts.Trainer.Http;
using Vitrine.Hosts.Web;
using Vitrine.Tests.Training.Cluster;
using Vitrine.Wire;
using Xunit;

namespace Vitrine.Tests.Hosts.Trainer.Http;

/// <summary>The trainer's page of a small cluster in this process, on a free port of loopback.</summary>
internal sealed class ServedPage : IAsyncDisposable
{
    private readonly HttpSocket socket;
    private readonly IAsyncDisposable server;

    private ServedPage(HttpSocket socket, IAsyncDisposable server, ClusterGate gate, SmallCluster cluster)
    {
        (this.socket, this.server, Gate, Cluster) = (socket, server, gate, cluster);
        Client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false })
        {
            BaseAddress = socket.Address.Url,
        };
    }

    /// <summary>Two nodes: one keeps the queue and serves, the other trains and is of another version.</summary>
    public static IReadOnlyList<ClusterNode> Members { get; } =
    [
        new()
        {
            Address = "one:4053",
            Roles = { "coordinator" },
            Status = "up",
            Version = "0.1.0",
            IsThis = true,
            KeepsQueue = true,
        },
        new()
        {
            Address = "two:4053",
            Roles = { "worker" },
            Status = "up",
            Version = "0.1.0",
        },
    ];

    public SmallCluster Cluster { get; }

    public ClusterGate Gate { get; }

    public HttpClient Client { get; }

    public Uri Url => socket.Address.Url;

    public static async Task<ServedPage> Start(
        AccessOptions? access = null,
        string address = "http://127.0.0.1:0",
        bool isJoined = true,
        RolloutHub? hub = null
    )
    {
        access ??= new AccessOptions();
        var cluster = new SmallCluster();
        var gate = new ClusterGate();
        if (isJoined)
        {
            gate.Join(() => Members, cluster.Jobs);
        }

        var opened = HttpSocket.Open(HttpAddress.Parse(address, PageServer.UsualPort), access)!;
        var started = await PageServer.StartAsync(
            opened,
            access.Token,
            gate,
            hub,
            TimeProvider.System,
            TestContext.Current.CancellationToken
        );
        return new ServedPage(opened, started, gate, cluster);
    }

    /// <summary>A worker of node two; what is left undone at the end is let go.</summary>
    public ToldWork AddWorker(int holdAfter = 0, string name = "two:4053-a1b2")
    {
        var work = new ToldWork(Cluster.Store, Cluster[$"files-{name[^4..]}"]) { HoldAfter = holdAfter };
        Cluster.AddWorker(name, work.Do);
        return work;
    }

    /// <summary>Submits a job and waits until it has come so far.</summary>
    public async Task<string> Job(string key, JobState until, Action<TrainingJob>? change = null, string sweep = "")
    {
        var job = Cluster.Job;
        change?.Invoke(job);
        var id = await Cluster.Submit(key, job, submit => submit.Sweep = sweep);
        await Cluster.Until(id, until);
        return id;
    }

    public async Task<HttpResponseMessage> Get(string path, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return await Soon.Done(Client.SendAsync(request, TestContext.Current.CancellationToken));
    }

    public async Task<string> GetText(string path)
    {
        using var response = await Get(path);
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return response.IsSuccessStatusCode ? text : throw new InvalidOperationException($"{path}: {text}");
    }

    public async Task<System.Text.Json.Nodes.JsonNode> GetJson(string path) =>
        System.Text.Json.Nodes.JsonNode.Parse(await GetText(path))!;

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await server.DisposeAsync();
        socket.Dispose();
        await Cluster.DisposeAsync();
    }
}
