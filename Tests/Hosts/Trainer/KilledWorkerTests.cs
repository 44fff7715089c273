using System.Security.Cryptography;
using Vitrine.Tests.Training;
using Vitrine.Wire;
using Xunit;

namespace Vitrine.Tests.Hosts.Trainer;

/// <summary>Apart from the other tests of nodes, because it trains in this process too.</summary>
[Collection(nameof(TorchAlone))]
public sealed class KilledWorkerTests : IDisposable
{
    private readonly ClusterOfProcesses cluster = new();

    [Fact]
    public async Task A_worker_is_killed_in_mid_epoch_and_the_other_ends_in_the_bytes_of_a_run_never_killed()
    {
        var job = cluster.Drawn.Job(change: job => (job.Epochs, job.Batch) = (5, 2));
        var port = FreePort.Any();
        cluster.Start("coordinator", port);
        var workers = new[] { FreePort.Any(), FreePort.Any() };
        var nodeOf = workers.ToDictionary(own => own, own => cluster.Start("worker", own, seed: port));
        await using var client = new Client(port);
        await Task.WhenAll(cluster.Nodes.Select(node => node.Until("this node (")));

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
        cluster.Drawn.Run(job);
        foreach (var name in new[] { "float32/gender.onnx", "int8/gender.onnx" })
        {
            var expected = SHA256.HashData(
                await File.ReadAllBytesAsync(
                    Path.Combine(cluster.Drawn["out"], name),
                    TestContext.Current.CancellationToken
                )
            );
            Assert.Equal(
                Convert.ToHexStringLower(expected),
                done.Artefacts.Single(a => name.Equals(a.Name, StringComparison.Ordinal)).Sha256
            );
        }
    }

    public void Dispose() => cluster.Dispose();

    private static bool IsAt(string worker, int port) => worker.Contains($":{port}-", StringComparison.Ordinal);
}
