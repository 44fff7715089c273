using Vitrine.Training.Cluster.Work;
using Vitrine.Wire;
using Xunit;

namespace Vitrine.Tests.Training.Cluster.Work;

public sealed class WorkerCacheTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    [Fact]
    public void Two_processes_never_have_the_same_folder_and_the_next_finds_that_of_one_before()
    {
        var first = WorkerCache.Take(folder.Path);
        using var second = WorkerCache.Take(folder.Path);
        Assert.NotEqual(first.Path, second.Path);

        first.Dispose();

        using var third = WorkerCache.Take(folder.Path);
        Assert.Equal(first.Path, third.Path);
    }

    [Fact]
    public void A_place_that_cannot_be_written_is_one_line() =>
        OneLine.Says(
            Assert.Throws<BadInputException>(() => WorkerCache.Take("/proc/no")).Message,
            "--cache '/proc/no'"
        );

    public void Dispose() => folder.Dispose();
}
