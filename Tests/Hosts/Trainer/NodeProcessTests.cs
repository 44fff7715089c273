using System.Security.Cryptography;
using Vitrine.Tests.Training;
using Vitrine.Wire;
using Xunit;

namespace Vitrine.Tests.Hosts.Trainer;

/// <summary>Nodes as processes, which are killed.</summary>
[Collection(nameof(TorchAlone))]
public sealed class NodeProcessTests : IDisposable
{
    private readonly DrawnRun drawn = new();
    private readonly List<NodeProcess> nodes = [];

    [Fact]
    public async Task A_worker_is_killed_in_mid_epoch_and_the_other_ends_in_the_bytes_of_a_run_never_killed()
    {
        var job = drawn.Job(change: job => (job.Epochs, job.Batch) = (5, 2));
        var port = FreePort.Any();
        Start("coordinator", port);
        var workers = new[] { FreePort.Any(), FreePort.Any() };
        var nodeOf = workers.ToDictionary(own => own, own => Start("worker", own, seed: port));
        await using var client = new Client(port);
        await Task.WhenAll(nodes.Select(node => node.Until("this node (")));

        var id = (await client.Ask<JobSubmitted>(new SubmitJob { Key = "a", Job = job })).Id;
        var running = await client.Until(id, details => details.Summary.EpochsDone >= 2);
        nodeOf.Single(node => IsAt(running.Summary.Worker, node.Key)).Value.Kill();
        var began = TimeProvider.System.GetTimestamp();
        await client.Until(id, details => details.Summary is { Attempt: 2, State: >= JobState.Preparing });
        var takenOver = TimeProvider.System.GetElapsedTime(began);
        var done = await client.Until(id, details => details.Summary.State is JobState.Done);

        var events = await client.Events(id);
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"taken over after {takenOver.TotalSeconds:0.0} s\n{string.Join('\n', events)}"
        );
        Assert.Equal(Enumerable.Range(1, events.Count), events.Select(happened => (int)happened.Number));
        Assert.InRange(takenOver, TimeSpan.Zero, TimeSpan.FromSeconds(15));
        Assert.NotEqual(running.Summary.Worker, done.Summary.Worker);
        Assert.Equal(5, done.Summary.EpochsDone);
        drawn.Run(job);
        foreach (var name in new[] { "float32/gender.onnx", "int8/gender.onnx" })
        {
            var expected = SHA256.HashData(
                await File.ReadAllBytesAsync(Path.Combine(drawn["out"], name), TestContext.Current.CancellationToken)
            );
            Assert.Equal(
                Convert.ToHexStringLower(expected),
                done.Artefacts.Single(a => name.Equals(a.Name, StringComparison.Ordinal)).Sha256
            );
        }
    }

    [Fact]
    public async Task A_coordinator_is_killed_and_started_again_and_every_job_ends_once()
    {
        var job = drawn.Job(change: job => (job.Epochs, job.Batch) = (4, 2));
        var port = FreePort.Any();
        var coordinator = Start("coordinator", port);
        Start("worker", FreePort.Any(), seed: port);
        await using var client = new Client(port);
        await nodes[1].Until("this node (");
        var ids = new List<string>();
        foreach (var key in new[] { "a", "b" })
        {
            ids.Add((await client.Ask<JobSubmitted>(new SubmitJob { Key = key, Job = job })).Id);
        }

        await client.Until(ids[0], details => details.Summary.EpochsDone >= 1);
        coordinator.Kill();
        await Start("coordinator", port).Until("this node (");

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
        var first = Start("coordinator", ports[0], more: seeds);
        await first.Until("the queue has 0 jobs");
        var second = Start("coordinator", ports[1], more: seeds);
        await second.Until("this node (");
        await using var client = new Client(ports[1]);
        var id = (await client.Ask<JobSubmitted>(new SubmitJob { Key = "a", Job = drawn.Job() })).Id;

        first.Kill();
        await second.Until("the queue has 1 jobs");

        var job = await client.Until(id, _ => true);
        Assert.Equal((JobState.Queued, "a"), (job.Summary.State, job.Key));
    }

    [Fact]
    public async Task Told_to_stop_a_worker_gives_its_job_back_and_ends_in_order()
    {
        var job = drawn.Job(change: job => (job.Epochs, job.Batch) = (200, 2));
        var port = FreePort.Any();
        var both = Start("both", port);
        await using var client = new Client(port);
        await both.Until("the queue has 0 jobs");
        var id = (await client.Ask<JobSubmitted>(new SubmitJob { Key = "a", Job = job })).Id;
        await client.Until(id, details => details.Summary.EpochsDone >= 1);

        Assert.Equal(0, await both.Terminate());

        client.Port = FreePort.Any();
        var again = Start("coordinator", client.Port);
        await again.Until("the queue has 1 jobs");
        var details = await client.Until(id, _ => true);
        Assert.Equal(JobState.Queued, details.Summary.State);
        OneLine.Says(details.Summary.Cause, "left");
    }

    [Fact]
    public async Task Bad_input_is_2_and_one_line()
    {
        using var node = new NodeProcess("--port", "0", "--store", "/proc/no/store");

        Assert.Equal(2, await node.End());
        OneLine.Says(node.Said, "vitrine trainer: --store '/proc/no/store' cannot be made");
    }

    public void Dispose()
    {
        nodes.ForEach(node => node.Dispose());
        drawn.Dispose();
    }

    private NodeProcess Start(string role, int port, int? seed = null, params string[] more)
    {
        var node = new NodeProcess([
            .. new[] { "--role", role, "--port", $"{port}", "--store", drawn["store"], "--cache", drawn["nodes"] },
            .. seed is { } other ? new[] { "--seed-node", $"127.0.0.1:{other}" } : [],
            .. more,
        ]);
        nodes.Add(node);
        return node;
    }

    private static bool IsAt(string worker, int port) => worker.Contains($":{port}-", StringComparison.Ordinal);
}
