using Vitrine.Windows.Log;
using Xunit;

namespace Vitrine.Tests.Windows.Log;

public sealed class HeldBackTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly SettableClock clock = new(new DateTimeOffset(2026, 1, 5, 23, 50, 0, TimeSpan.Zero));

    [Fact]
    public async Task Counts_too_small_to_be_told_are_told_later_through_kills_and_past_midnight()
    {
        for (var life = 1; life <= 8; life++)
        {
            await using var run = await LogRun.Start(folder.Path, clock);
            await run.Reach(1);
            run.Count(2);
            await run.Reach(run.Feed.Last + 2);
        }

        await using var last = await LogRun.Start(folder.Path, clock);
        await last.Reach(1);
        var windows = await last.ReadAll();

        Assert.Equal(16, windows.Sum(window => window.Visitors));
        Assert.All(windows, window => Assert.True(window.Visitors < 3));
        // One and one in each life: each of both cells reached 3, 6 and so on; told six visitors at a time.
        Assert.Equal([6, 6], [Told(0), Told(1)]);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(folder[HeldBackFile.Name]));

        int Told(int cell) => windows.Sum(window => window.Counts[cell].Visitors);
    }

    [Fact]
    public async Task A_file_of_them_that_is_damaged_is_set_aside_in_one_line_and_counting_goes_on()
    {
        folder.Write(HeldBackFile.Name, "no such thing");

        await using var run = await LogRun.Start(folder.Path, clock);
        run.Count(12);
        await run.Reach(1);

        Assert.Contains(
            HeldBackFile.Name + ".corrupt-",
            (await run.Hear<HeldBackSetAside>()).File,
            StringComparison.Ordinal
        );
        Assert.Equal(12, (await run.ReadAll()).Sum(window => window.Counts.Sum(cell => cell.Visitors)));
    }

    [Fact]
    public async Task While_it_cannot_be_written_no_window_is_told_and_later_all_are()
    {
        await using var run = await LogRun.Start(folder.Path, clock);
        run.Count(1);
        await run.Reach(1);
        Directory.CreateDirectory(Path.Combine(folder[HeldBackFile.Name + ".new"], "in the way"));

        run.Count(2);
        await run.Hear<StorageFailed>();
        Assert.Equal(1, run.Feed.Last);
        Directory.Delete(folder[HeldBackFile.Name + ".new"], recursive: true);

        await run.Hear<StorageRecovered>();
        run.Count(9);
        await run.Reach(run.Feed.Last + 2);
        var windows = await run.ReadAll();
        Assert.Equal(12, windows.Sum(window => window.Visitors));
        Assert.Equal(9, windows.Sum(window => window.Counts.Sum(cell => cell.Visitors)));
    }

    public void Dispose() => folder.Dispose();
}
