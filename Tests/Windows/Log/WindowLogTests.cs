using Vitrine.Windows.Log;
using Xunit;

namespace Vitrine.Tests.Windows.Log;

public sealed class WindowLogTests : IDisposable
{
    private static readonly DateTimeOffset Start = new(2026, 1, 5, 11, 59, 30, TimeSpan.Zero);
    private readonly TemporaryFolder folder = new();
    private readonly SettableClock clock = new(Start);

    [Fact]
    public async Task Windows_are_numbered_from_1_and_end_at_whole_minutes()
    {
        await using var run = await New();

        run.Count(3);
        await run.Reach(1);
        run.Count(4);
        await run.Reach(2);

        var windows = await run.ReadAll();
        Assert.Equal([1, 2], windows.Select(w => w.Sequence));
        Assert.Equal([3, 4], windows.Select(w => w.Visitors));
        Assert.Equal(Start, windows[0].Start.ToDateTimeOffset());
        Assert.All(windows, w => Assert.Equal(0, w.End.ToDateTimeOffset().Second));
        Assert.Equal(windows[0].End, windows[1].Start);
    }

    [Fact]
    public async Task After_a_kill_the_stored_windows_are_there_and_the_numbers_go_on()
    {
        await using (var killed = await New())
        {
            killed.Count(3);
            await killed.Reach(2);
            killed.Count(100);
        }

        await using var run = await New();
        run.Count(5);
        await run.Reach(3);

        var windows = await run.ReadAll();
        Assert.Equal([1, 2, 3], windows.Select(w => w.Sequence));
        Assert.Equal(8, windows.Sum(w => w.Visitors));
    }

    [Fact]
    public async Task At_an_orderly_end_the_open_window_is_stored()
    {
        await using (var ended = await New())
        {
            await ended.Reach(1);
            ended.Count(7);
            clock.Pass(TimeSpan.FromSeconds(10));

            Assert.Null((await ended.End()).Failure);
        }

        await using var run = await New();
        await run.Reach(3);
        var last = (await run.ReadAll())[1];
        Assert.Equal(7, last.Visitors);
        Assert.True(last.End.ToDateTimeOffset() > last.Start.ToDateTimeOffset());
    }

    [Fact]
    public async Task A_run_that_ends_at_once_stores_its_window_too()
    {
        await using var run = await New();
        run.Count(2);

        Assert.Null((await run.End()).Failure);

        Assert.Equal(2, Assert.Single(await run.ReadAll()).Visitors);
    }

    [Fact]
    public async Task After_a_defect_of_its_storage_the_log_goes_on_with_the_same_graph()
    {
        await using var run = await New();
        run.Count(1);
        await run.Reach(1);

        run.BreakStorage();
        run.Count(2);
        await run.Reach(2);
        run.Count(3);
        Assert.Null((await run.End()).Failure);

        var windows = await run.ReadAll();
        Assert.Equal(Enumerable.Range(1, windows.Count).Select(n => (long)n), windows.Select(w => w.Sequence));
        Assert.Equal(6, windows.Sum(w => w.Visitors));
    }

    [Fact]
    public async Task When_the_clock_is_set_back_an_hour_windows_go_on_and_it_is_said_once()
    {
        await using var run = await New();
        await run.Reach(2);

        clock.Set(TimeSpan.FromHours(-1));
        await run.Reach(4);

        var windows = await run.ReadAll();
        Assert.Equal([1, 2, 3, 4], windows.Select(w => w.Sequence));
        Assert.All(windows, w => Assert.True(w.End.ToDateTimeOffset() > w.Start.ToDateTimeOffset()));
        Assert.True(windows[3].End.ToDateTimeOffset() < windows[1].End.ToDateTimeOffset());
        var jump = Assert.IsType<ClockJumped>(Assert.Single(run.Events));
        Assert.Equal(-60, jump.By.TotalMinutes, 0.01);
        Assert.Equal([false, false, true, false], windows.Select(w => w.Health.ClockUnsure));
    }

    [Fact]
    public async Task Windows_that_close_before_the_clock_is_right_say_so()
    {
        var isRight = false;
        var options = LogRun.Minutes with { IsClockRight = () => isRight };
        await using var run = await LogRun.Start(folder.Path, clock, options);
        await run.Reach(2);

        isRight = true;
        await run.Reach(4);

        Assert.Equal([true, true, false, false], (await run.ReadAll()).Select(w => w.Health.ClockUnsure));
    }

    public void Dispose() => folder.Dispose();

    private Task<LogRun> New() => LogRun.Start(folder.Path, clock);
}
