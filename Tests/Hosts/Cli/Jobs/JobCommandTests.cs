using Vitrine.Tests.Training.Cluster;
using Vitrine.Wire;
using Xunit;

namespace Vitrine.Tests.Hosts.Cli.Jobs;

public sealed class JobCommandTests : IAsyncDisposable
{
    private readonly SmallCluster cluster = new();
    private readonly int port = FreePort.Any();
    private readonly Door door;
    private readonly JobLine job;

    public JobCommandTests() => (door, job) = (new Door(cluster, port), new JobLine(port));

    [Fact]
    public async Task A_submitted_job_has_what_its_options_say_with_full_paths_and_the_same_key_is_the_same_job()
    {
        var near = Path.GetRelativePath(Directory.GetCurrentDirectory(), cluster["data"]);
        string[] line = ["submit", "--task", "gender", "--data", near, "--key", "k", "--freeze", "3", "--cores", "2"];

        var first = await job.Run(line);
        var second = await job.Run(line);

        Assert.Equal((0, 0), (await first.Code, await second.Code));
        OneLine.Says(first.Said, "no worker is here yet");
        OneLine.Says(second.Said, $"{first.Out} was submitted before with this key");
        Assert.Equal(first.Out, second.Out);
        var details = await cluster.Ask<JobDetails>(new ShowJob { Id = first.Out });
        Assert.Equal(("k", 3, 2), (details.Key, details.Job.Freeze, details.Needs.Cores));
        Assert.Equal([cluster["data"]], details.Job.Data);
        OneLine.Says(
            (await job.Run([.. line, "--epochs", "9"])).Said,
            "the key 'k' stands for job",
            "choose a new key"
        );
    }

    [Fact]
    public async Task Jobs_are_listed_and_shown_for_people_and_for_programs()
    {
        var (first, second) = (await cluster.Submit("a"), await cluster.Submit("b"));
        await job.Run("cancel", first);

        var all = await job.Run("list");
        var cancelled = await job.Run("list", "--state", "cancelled", "--json");
        var shown = await job.Run("show", second);

        Assert.Contains(
            all.Lines,
            line => line.Contains(second, StringComparison.Ordinal) && line.Contains("queued", StringComparison.Ordinal)
        );
        Assert.Equal("2 jobs.", all.Lines[^1]);
        Assert.Equal(first, JobSummary.Parser.ParseJson(Assert.Single(cancelled.Lines)).Id);
        Assert.Contains("epochs 3, ", shown.Out, StringComparison.Ordinal);
        Assert.Contains(cluster["data"], shown.Out, StringComparison.Ordinal);
        Assert.Equal(second, JobDetails.Parser.ParseJson((await job.Run("show", second, "--json")).Out).Summary.Id);
    }

    [Fact]
    public async Task A_cancelled_job_is_resumed_with_other_settings()
    {
        var id = await cluster.Submit("a");

        Assert.Equal($"{id} is cancelled", (await job.Run("cancel", id)).Out);
        Assert.Equal($"{id} is queued", (await job.Run("resume", "1", "--epochs", "7")).Out);

        Assert.Equal(7, (await cluster.Ask<JobDetails>(new ShowJob { Id = id })).Job.Epochs);
    }

    [Fact]
    public async Task Of_several_jobs_those_that_can_be_cancelled_are()
    {
        var (first, second) = (await cluster.Submit("a"), await cluster.Submit("b"));

        var ran = await job.Run("cancel", first, "9", second);

        Assert.Equal(2, await ran.Code);
        Assert.Equal([$"{first} is cancelled", $"{second} is cancelled"], ran.Lines);
        OneLine.Says(ran.Said, "vitrine job cancel: there is no job '9'");
    }

    [Theory]
    [InlineData("", "Required command")]
    [InlineData("show", "Required argument")]
    [InlineData("list --state lost", "--state lost is none of queued, preparing")]
    [InlineData("show 9", "there is no job '9'; ./vitrine job list")]
    [InlineData("watch 9", "there is no job '9'")]
    [InlineData("fetch 9 --out o", "there is no job '9'")]
    [InlineData("submit --task gender", "--data is missing")]
    [InlineData("submit --data d", "--task '' names nothing")]
    [InlineData("submit --task gender --data /nowhere", "'/nowhere' is not there", "vitrine prepare")]
    [InlineData("submit --task gender --data d --cores many", "--cores many is not a number")]
    [InlineData("submit --task gender --data d --random 2 --grid freeze=1", "choose one")]
    [InlineData("submit --task gender --data d --range freeze=1..2", "--range needs --random")]
    [InlineData("list --sweep s", "there is no sweep 's'")]
    public async Task Bad_input_is_2_and_one_line(string line, params string[] says)
    {
        var ran = await job.Run(line.Split(' ', StringSplitOptions.RemoveEmptyEntries));

        Assert.Equal(2, await ran.Code);
        Assert.Empty(ran.Out);
        OneLine.Says(ran.Said, ["vitrine job", .. says]);
    }

    [Fact]
    public async Task Resources_that_no_worker_has_are_2_and_one_line()
    {
        using var work = new CountingWork();
        cluster.AddWorker("one", work.Do);
        await Soon.Answered(async () => (await cluster.Ask<WorkerList>(new ListWorkers())).Workers.Count == 1);

        var ran = await job.Run("submit", "--task", "gender", "--data", cluster["data"], "--cores", "99");

        Assert.Equal(2, await ran.Code);
        OneLine.Says(ran.Said, "no worker can run this", "99 cores (it has 2)");
    }

    public async ValueTask DisposeAsync()
    {
        await door.DisposeAsync();
        await cluster.DisposeAsync();
    }
}
