using Vitrine.Training.Cluster;
using Vitrine.Wire;
using Xunit;

namespace Vitrine.Tests.Training.Cluster;

public sealed class StalledJobTests
{
    [Fact]
    public async Task A_job_in_which_nothing_moves_is_another_workers()
    {
        await using var cluster = new SmallCluster(
            new LeaseOptions { Length = TimeSpan.FromSeconds(2), StallTimeout = TimeSpan.FromSeconds(1) }
        );
        using var hung = new ManualResetEventSlim();
        using var other = new CountingWork();
        cluster.AddWorker(
            "one",
            run =>
            {
                run.Heartbeat();
                hung.Wait();
                return [];
            }
        );
        var id = await cluster.Submit("a");
        await cluster.Until(id, job => job.Summary.Attempt == 1);

        cluster.AddWorker("two", other.Do);
        var done = await cluster.Until(id, JobState.Done);

        Assert.Equal(2, done.Summary.Attempt);
        OneLine.Says(
            (await cluster.Events(id)).Last(e => e.State?.To is JobState.Queued).State.Cause,
            "nothing moved on worker one"
        );
        hung.Set();
    }
}
