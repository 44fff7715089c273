using Vitrine.Windows.Log;
using Xunit;

namespace Vitrine.Tests.Windows.Log;

public sealed class WindowScheduleTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    private static readonly DateTimeOffset Noon = new(2026, 1, 5, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void The_first_window_ends_at_a_whole_multiple_of_its_length()
    {
        Assert.Equal(Noon, WindowSchedule.Begin(Noon - Seconds(0.001), Minute).Due);
        Assert.Equal(Noon + Minute, WindowSchedule.Begin(Noon, Minute).Due);
    }

    [Fact]
    public void Multiples_are_counted_from_midnight_UTC()
    {
        var length = TimeSpan.FromHours(7);
        var midnight = new DateTimeOffset(2026, 1, 5, 0, 0, 0, TimeSpan.Zero);

        Assert.Equal(midnight.AddHours(7), WindowSchedule.Begin(midnight.ToOffset(Hour), length).Due);
        Assert.Equal(midnight.AddHours(24), WindowSchedule.Begin(midnight.AddHours(22), length).Due);
        Assert.Equal(midnight.AddDays(1), WindowSchedule.Begin(midnight, TimeSpan.FromDays(1)).Due);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.4)]
    [InlineData(-0.01)]
    public void A_timer_that_is_late_or_early_by_a_moment_is_not_seen_in_the_times(double late)
    {
        var open = WindowSchedule.Begin(Noon - Minute, Minute);

        var (end, next, jump) = open.Close(Noon + Seconds(late), Minute + Seconds(late), Minute);

        Assert.Equal((Noon, TimeSpan.Zero), (end, jump));
        Assert.Equal((Noon, Noon + Minute), (next.Start, next.Due));
    }

    [Fact]
    public void A_window_that_had_to_stay_open_ends_at_the_next_multiple()
    {
        var open = WindowSchedule.Begin(Noon - Minute, Minute).Postpone(Noon, Minute);

        var (end, next, _) = open.Close(Noon + Minute, Minute * 2, Minute);

        Assert.Equal((Noon + Minute, Noon + (Minute * 2)), (end, next.Due));
    }

    [Fact]
    public void A_window_that_had_to_stay_open_while_the_clock_was_set_back_ends_a_length_later()
    {
        var open = WindowSchedule.Begin(Noon - Minute, Minute).Postpone(Noon - Hour, Minute);

        Assert.Equal(Noon - Hour + Minute, open.Due);
    }

    [Fact]
    public void The_last_window_ends_when_it_is_closed()
    {
        var open = WindowSchedule.Begin(Noon, Minute);

        var (end, _, _) = open.Close(Noon + Seconds(10), Seconds(10), Minute);

        Assert.Equal(Noon + Seconds(10), end);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(1)]
    public void When_the_clock_jumps_the_window_ends_by_the_old_time_and_the_next_begins_by_the_new(int hours)
    {
        var open = WindowSchedule.Begin(Noon, Minute);
        var now = Noon + Minute + (Hour * hours);

        var (end, next, jump) = open.Close(now, Minute, Minute);

        Assert.Equal((Noon + Minute, Hour * hours), (end, jump));
        Assert.Equal((now, now + Minute), (next.Start, next.Due));
    }

    [Fact]
    public void A_clock_that_is_slewed_has_not_jumped()
    {
        var open = WindowSchedule.Begin(Noon, TimeSpan.FromHours(3));

        var (_, _, jump) = open.Close(Noon + (Hour * 3) + Seconds(5), Hour * 3, TimeSpan.FromHours(3));

        Assert.Equal(TimeSpan.Zero, jump);
    }

    [Fact]
    public void However_the_clock_goes_no_window_ends_before_it_began()
    {
        var random = new Random(1);
        var (wall, open) = (Noon, WindowSchedule.Begin(Noon, Minute));
        for (var window = 0; window < 10_000; window++)
        {
            var elapsed = TimeSpan.FromMilliseconds(random.Next(1, 100_000));
            wall += elapsed + TimeSpan.FromMilliseconds(random.Next(3) == 0 ? random.Next(-10_000, 10_000) : 0);

            var (end, next, _) = open.Close(wall, elapsed, Minute);

            Assert.True(end > open.Start);
            Assert.True(next.Due > next.Start && next.Due > wall - Minute && next.Due <= wall + (Minute * 2));
            open = next;
        }
    }

    private static TimeSpan Seconds(double seconds) => TimeSpan.FromSeconds(seconds);
}
