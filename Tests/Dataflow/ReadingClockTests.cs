using Vitrine.Dataflow;
using Xunit;

namespace Vitrine.Tests.Dataflow;

public sealed class ReadingClockTests
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);
    private readonly ReadingClock begun = new(TimeSpan.FromSeconds(5));

    [Fact]
    public void Readings_are_due_at_even_intervals_however_long_one_takes()
    {
        var now = TimeSpan.FromSeconds(5.03);

        Assert.Equal(TimeSpan.FromSeconds(0.07), begun.After(now, Interval).Wait(now));
    }

    [Fact]
    public void A_reading_that_took_too_long_is_followed_at_once_and_the_beat_is_kept()
    {
        var now = TimeSpan.FromSeconds(5.25);
        var clock = begun.After(now, Interval);

        Assert.True(clock.Wait(now) < TimeSpan.Zero);
        Assert.Equal(TimeSpan.FromSeconds(5.3), clock.After(now, Interval).After(now, Interval).Next);
    }

    [Fact]
    public void More_than_a_second_lost_is_not_made_up_for()
    {
        var now = TimeSpan.FromSeconds(60);

        Assert.Equal(now, begun.After(now, Interval).Next);
    }

    [Fact]
    public void Without_an_interval_the_next_reading_is_due_at_once()
    {
        var now = TimeSpan.FromSeconds(5.03);

        Assert.Equal(TimeSpan.Zero, begun.After(now, TimeSpan.Zero).Wait(now));
    }
}
