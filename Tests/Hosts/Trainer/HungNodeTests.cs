using Vitrine.Wire;
using Xunit;

namespace Vitrine.Tests.Hosts.Trainer;

[Collection(nameof(NodeProcesses))]
public sealed class HungNodeTests : IDisposable
{
    private readonly ClusterOfProcesses cluster = new();

    [Fact]
    public async Task A_worker_that_hangs_loses_its_job_and_does_no_harm_when_it_goes_on()
    {
        var job = cluster.Drawn.Job(change: job => (job.Epochs, job.Batch) = (5, 2));
        var port = FreePort.Any();
        cluster.Start("coordinator", port);
        var workers = new[] { FreePort.Any(), FreePort.Any() };
        var nodeOf = workers.ToDictionary(own => own, own => cluster.Start("worker", own, seed: port));
        await Task.WhenAll(cluster.Nodes.Select(node => node.Until("this node (")));
        await using var client = new Client(port);
        var id = (await client.Ask<JobSubmitted>(new SubmitJob { Key = "a", Job = job })).Id;
        var running = await client.Until(id, details => details.Summary.EpochsDone >= 1);
        var hung = nodeOf
            .Single(node => running.Summary.Worker.Contains($":{node.Key}-", StringComparison.Ordinal))
            .Value;

        await hung.Suspend();
        await client.Until(id, details => details.Summary.Attempt == 2);
        await hung.GoOn();

        var done = await client.Until(id, details => details.Summary.State is JobState.Done);
        Assert.Equal((2, 5), (done.Summary.Attempt, done.Summary.EpochsDone));
        var events = await client.Events(id);
        Assert.Equal(Enumerable.Range(1, events.Count), events.Select(happened => (int)happened.Number));
        var second = events.SkipWhile(happened => happened.Attempt != 2).ToArray();
        Assert.NotEmpty(second);
        Assert.DoesNotContain(second, happened => happened.Attempt == 1);
        await client.UntilWorkers(2);
    }

    public void Dispose() => cluster.Dispose();
}
