using Vitrine.Training.Cluster.Work;
using Vitrine.Training.Learning;
using Vitrine.Wire;
using Xunit;

namespace Vitrine.Tests.Training.Cluster.Work;

public sealed class KeptCheckpointsTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly ContentFolder content;

    public KeptCheckpointsTests()
    {
        content = new ContentFolder(folder["checkpoints"]);
        Directory.CreateDirectory(folder["one"]);
        Directory.CreateDirectory(folder["two"]);
    }

    [Fact]
    public void The_next_attempt_begins_with_what_the_last_one_kept()
    {
        var kept = Keep(new KeptCheckpoints(content, folder["one"], from: null), "last 3", "best 2");

        Assert.True(new KeptCheckpoints(content, folder["two"], kept).Begin());

        Assert.Equal("last 3", File.ReadAllText(Path.Combine(folder["two"], Checkpoint.Last)));
        Assert.Equal("best 2", File.ReadAllText(Path.Combine(folder["two"], Checkpoint.Best)));
        Assert.False(new KeptCheckpoints(content, folder["two"], from: null).Begin());
    }

    [Fact]
    public void Of_a_damaged_checkpoint_nothing_is_used()
    {
        var kept = Keep(new KeptCheckpoints(content, folder["one"], from: null), "last", "best");
        File.WriteAllText(Path.Combine(folder["checkpoints"], kept.Last), "rubbish");

        var refused = Assert.Throws<BadInputException>(() => new KeptCheckpoints(content, folder["two"], kept).Begin());

        OneLine.Says(refused.Message, kept.Last, "is damaged");
        Assert.Empty(Directory.GetFiles(folder["two"]));
    }

    [Fact]
    public void One_is_removed_when_the_coordinator_knows_of_a_newer_one_and_not_before()
    {
        var checkpoints = new KeptCheckpoints(content, folder["one"], from: null);
        Keep(checkpoints, "last 1", "best 1");
        checkpoints.Told(report: 4, taken: 0);
        Keep(checkpoints, "last 2", "best 1");
        checkpoints.Told(report: 9, taken: 3);
        Assert.Equal(["best 1", "last 1", "last 2"], Contents());

        Keep(checkpoints, "last 3", "best 3");
        checkpoints.Told(report: 12, taken: 9);

        Assert.Equal(["best 1", "best 3", "last 2", "last 3"], Contents());
    }

    public void Dispose() => folder.Dispose();

    private JobCheckpoint Keep(KeptCheckpoints checkpoints, string last, string best)
    {
        File.WriteAllText(Path.Combine(folder["one"], Checkpoint.Last), last);
        File.WriteAllText(Path.Combine(folder["one"], Checkpoint.Best), best);
        return checkpoints.Keep(epochs: 1);
    }

    private IEnumerable<string> Contents() =>
        Directory.GetFiles(folder["checkpoints"]).Select(File.ReadAllText).Order(StringComparer.Ordinal);
}
