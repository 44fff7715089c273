using System.Security.Cryptography;
using Vitrine.Training.Cluster;
using Vitrine.Training.Cluster.Work;
using Vitrine.Wire;
using Xunit;

namespace Vitrine.Tests.Training.Cluster;

/// <summary>Tiny networks that are really trained, by workers of a cluster in this process.</summary>
[Collection(nameof(TorchAlone))]
public sealed class RealWorkTests : IAsyncDisposable
{
    // Long enough for a machine that has other things to do.
    private readonly SmallCluster cluster = new(new LeaseOptions { Length = TimeSpan.FromSeconds(5) });
    private readonly DrawnRun drawn = new();

    [Fact]
    public async Task A_job_taken_over_in_mid_epoch_ends_in_the_bytes_of_a_run_of_its_own()
    {
        var job = drawn.Job(change: job => job.Epochs = 12);
        drawn.Run(job);
        var first = cluster.AddWorker("one", Work("one"));
        var id = await cluster.Submit("a", job);
        await cluster.Until(id, details => details.Summary.EpochsDone >= 1);

        // Its thread halts at the next step, and never goes on.
        cluster.Stop(first);
        cluster.AddWorker("two", Work("two"));
        var done = await cluster.Until(id, JobState.Done);

        // More than 2 where the machine is so busy that a lease ran out: the bytes must be the same even so.
        Assert.InRange(done.Summary.Attempt, 2, 4);
        Assert.Equal(12, done.Checkpoint.Epochs);
        foreach (var name in new[] { "float32/gender.onnx", "int8/gender.onnx" })
        {
            var expected = SHA256.HashData(
                await File.ReadAllBytesAsync(Path.Combine(drawn["out"], name), TestContext.Current.CancellationToken)
            );
            Assert.Equal(
                Convert.ToHexStringLower(expected),
                done.Artefacts.Single(artefact => name.Equals(artefact.Name, StringComparison.Ordinal)).Sha256
            );
        }

        Assert.All(done.Artefacts, artefact => cluster.Store.Artefacts.Find(artefact.Sha256));
        Assert.Contains(done.Artefacts, artefact => artefact.Name is "curves.png");
    }

    public async ValueTask DisposeAsync()
    {
        await cluster.DisposeAsync();
        drawn.Dispose();
    }

    private JobWork Work(string worker) => new PipelineWork(cluster.Store, drawn[worker], TimeProvider.System).Do;
}
