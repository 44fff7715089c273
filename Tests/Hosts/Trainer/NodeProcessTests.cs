using Vitrine.Bench.Attack;
using Vitrine.Wire;
using Xunit;

namespace Vitrine.Tests.Hosts.Trainer;

/// <summary>Nodes as processes, which are killed.</summary>
[Collection(nameof(NodeProcesses))]
public sealed class NodeProcessTests : IDisposable
{
    private readonly ClusterOfProcesses cluster = new();

    [Fact]
    public async Task A_coordinator_is_killed_and_started_again_and_every_job_ends_once()
    {
        var job = cluster.Drawn.Job(change: job => (job.Epochs, job.Batch) = (4, 2));
        var port = FreePort.Any();
        var coordinator = cluster.Start("coordinator", port);
        cluster.Start("worker", FreePort.Any(), seed: port);
        await using var client = new Client(port);
        await cluster.Nodes[1].Until("this node (");
        var ids = new List<string>();
        foreach (var key in new[] { "a", "b" })
        {
            ids.Add((await client.Ask<JobSubmitted>(new SubmitJob { Key = key, Job = job })).Id);
        }

        await client.Until(ids[0], details => details.Summary.EpochsDone >= 1);
        coordinator.Kill();
        await cluster.Start("coordinator", port).Until("this node (");

        foreach (var id in ids)
        {
            var done = await client.Until(id, details => details.Summary.State is JobState.Done);
            Assert.Equal(4, done.Summary.EpochsDone);
        }
    }

    [Fact]
    public async Task The_coordinator_of_two_is_killed_and_the_other_takes_over()
    {
        var ports = new[] { FreePort.Any(), FreePort.Any() };
        var seeds = ports.SelectMany(port => new[] { "--seed-node", $"127.0.0.1:{port}" }).ToArray();
        var first = cluster.Start("coordinator", ports[0], more: seeds);
        await first.Until("the queue has 0 jobs");
        var second = cluster.Start("coordinator", ports[1], more: seeds);
        await second.Until("this node (");
        await using var client = new Client(ports[1]);
        var id = (await client.Ask<JobSubmitted>(new SubmitJob { Key = "a", Job = cluster.Drawn.Job() })).Id;

        first.Kill();
        await second.Until("the queue has 1 jobs");

        var job = await client.Until(id, _ => true);
        Assert.Equal((JobState.Queued, "a"), (job.Summary.State, job.Key));
    }

    [Fact]
    public async Task Told_to_stop_a_worker_gives_its_job_back_and_ends_in_order()
    {
        var job = cluster.Drawn.Job(change: job => (job.Epochs, job.Batch) = (200, 2));
        var port = FreePort.Any();
        var both = cluster.Start("both", port);
        await using var client = new Client(port);
        await both.Until("the queue has 0 jobs");
        var id = (await client.Ask<JobSubmitted>(new SubmitJob { Key = "a", Job = job })).Id;
        await client.Until(id, details => details.Summary.EpochsDone >= 1);

        Assert.Equal(0, await both.Terminate());

        client.Port = FreePort.Any();
        var again = cluster.Start("coordinator", client.Port);
        await again.Until("the queue has 1 jobs");
        var details = await client.Until(id, _ => true);
        Assert.Equal(JobState.Queued, details.Summary.State);
        OneLine.Says(details.Summary.Cause, "left");
    }

    [Fact]
    public async Task Connections_that_make_no_sense_do_not_fill_the_log()
    {
        var port = FreePort.Any();
        var node = cluster.Start("coordinator", port);
        await node.Until("the queue has 0 jobs");
        for (var connection = 0; connection < 100; connection++)
        {
            using var peer = new RawPeer("vitrine", new HostPort("127.0.0.1", port));
            await peer.WriteAsync(connection % 2 == 0 ? [255, 255, 255, 127] : [4, 0, 0, 0, 255, 255, 255, 255]);
        }

        await node.Until("frame length exceeds");
        await node.Until("decoding incoming");
        await using var client = new Client(port);
        Assert.Empty((await client.Ask<WorkerList>(new ListWorkers())).Workers);
        Assert.InRange(node.Said.Split('\n').Length, 1, 30);
    }

    [Fact]
    public async Task Bad_input_is_2_and_one_line()
    {
        using var node = new NodeProcess("--port", "0", "--store", "/proc/no/store");

        Assert.Equal(2, await node.End());
        OneLine.Says(node.Said, "vitrine trainer: --store '/proc/no/store' cannot be made");
    }

    public void Dispose() => cluster.Dispose();
}
