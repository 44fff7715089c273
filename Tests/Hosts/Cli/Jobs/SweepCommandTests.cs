using Vitrine.Tests.Training.Cluster;
using Vitrine.Wire;
using Xunit;

namespace Vitrine.Tests.Hosts.Cli.Jobs;

public sealed class SweepCommandTests : IAsyncDisposable
{
    private readonly SmallCluster cluster = new();
    private readonly int port = FreePort.Any();
    private readonly Door door;
    private readonly JobLine job;

    public SweepCommandTests() => (door, job) = (new Door(cluster, port), new JobLine(port));

    [Fact]
    public async Task A_sweep_is_queued_once_and_a_larger_one_adds_what_is_new()
    {
        var first = await Submit("--sweep", "s", "--grid", "learning-rate=1e-3,3e-3", "--grid", "freeze=14,17");
        var again = await Submit("--sweep", "s", "--grid", "learning-rate=1e-3,3e-3", "--grid", "freeze=14,17");
        await Submit("--sweep", "s", "--grid", "learning-rate=1e-3,3e-3,9e-3", "--grid", "freeze=14,17");

        Assert.Equal(4, first.Lines.Length);
        Assert.EndsWith("  learning-rate 0.003, freeze 17", first.Lines[3], StringComparison.Ordinal);
        Assert.Equal(first.Out, again.Out);
        Assert.Equal(6, (await cluster.Ask<JobList>(new ListJobs { Sweep = "s" })).Total);
    }

    [Fact]
    public async Task A_random_sweep_is_named_after_its_key_and_drawn_by_its_seed()
    {
        string[] drawn = ["--random", "5", "--range", "learning-rate=1e-4..1e-2", "--key", "k"];
        var first = await Submit([.. drawn, "--seed", "7"]);

        Assert.Equal((await Submit([.. drawn, "--seed", "7"])).Out, first.Out);
        Assert.Equal(5, (await cluster.Ask<JobList>(new ListJobs { Sweep = "k" })).Total);
    }

    [Theory]
    [InlineData("--grid freeze=1,99", "--freeze 99 is not within")]
    [InlineData("--grid loss=cross-entropy,distribution", "loss distribution: --loss distribution is over years")]
    [InlineData("--grid freeze=1,2 --cores 99", "freeze 1: no worker can run this", "nothing was queued")]
    [InlineData("--grid device=cpu,cuda", "device cuda: no worker can run this", "nothing was queued")]
    public async Task A_sweep_of_which_one_job_cannot_be_is_refused_as_a_whole(string line, params string[] says)
    {
        using var held = new CountingWork { HoldAt = 1 }.Held();
        cluster.AddWorker("one", held.Do);
        await Soon.Answered(async () => (await cluster.Ask<WorkerList>(new ListWorkers())).Workers.Count == 1);

        var ran = await Submit(line.Split(' '));

        Assert.Equal(2, await ran.Code);
        OneLine.Says(ran.Said, says);
        Assert.Equal(0, (await cluster.Ask<JobList>(new ListJobs())).Total);
    }

    [Fact]
    public async Task Watched_to_its_end_it_is_a_table_that_is_ranked_with_what_differs()
    {
        using var work = new CountingWork();
        cluster.AddWorker("one", work.Do);

        var ran = await Submit("--sweep", "s", "--grid", "epochs=1,3,2", "--watch");

        Assert.Equal(0, await ran.Code);
        var table = ran.Out[ran.Out.LastIndexOf('╭')..].Split('\n');
        Assert.Equal(
            ["3", "2", "1"],
            table.Where(line => line.Contains("done", StringComparison.Ordinal)).Select(Epochs)
        );
        Assert.Contains("epochs", table[1], StringComparison.Ordinal);
        Assert.DoesNotContain("learning-rate", table[1], StringComparison.Ordinal);
        var json = await job.Run("list", "--sweep", "s", "--json");
        Assert.Equal([3, 2, 1], json.Lines.Select(line => JobDetails.Parser.ParseJson(line).Job.Epochs));
    }

    public async ValueTask DisposeAsync()
    {
        await door.DisposeAsync();
        await cluster.DisposeAsync();
    }

    private Task<JobLine.Ran> Submit(params string[] more) =>
        job.Run(["submit", "--task", "gender", "--data", cluster["data"], .. more]);

    private static string Epochs(string row) => row.Split('│', StringSplitOptions.TrimEntries)[4];
}
