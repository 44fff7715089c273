using Vitrine.Tests.Windows;
using Vitrine.Vision.Counting;
using Xunit;

namespace Vitrine.Tests.Vision.Counting;

public sealed class WindowCloseTests
{
    [Fact]
    public void It_tells_the_facts_and_the_device()
    {
        var window = Closed.Window(WindowTally.Empty);

        Assert.Equal(("shop-1", 7, 3), (window.Device, window.Sequence, window.K));
        Assert.Equal(new DateTime(2026, 5, 4, 21, 59, 0, DateTimeKind.Utc), window.Start.ToDateTime());
        Assert.Equal(60.25, (window.End - window.Start).ToTimeSpan().TotalSeconds);
        Assert.Equal(
            (900, 890, 8, 2),
            (window.Frames.Captured, window.Frames.Processed, window.Frames.Dropped, window.Frames.Failed)
        );
        Assert.Equal(["age", "gender"], window.Models.Select(model => model.Task));
        Assert.Equal(("degraded", 1), (window.Health.State, window.Health.Restarts));
    }

    [Theory]
    [InlineData(0, 0, 0.0)]
    [InlineData(2, 2, null)]
    [InlineData(3, 2, 0.3)]
    [InlineData(2, 3, 0.3)]
    public void The_mean_of_people_in_view_is_told_to_a_tenth_when_enough_make_it_up(
        int visitors,
        int peak,
        double? mean
    )
    {
        var tally = WindowTally.Empty with
        {
            Visitors = visitors,
            Occupancy = new OccupancyTally(TimeSpan.FromSeconds(peak * 8), TimeSpan.FromSeconds(60), peak),
        };

        var told = Closed.Window(tally).Occupancy;

        Assert.Equal(peak, told.Peak);
        Assert.Equal(mean is null, !told.HasMean);
        Assert.Equal(mean is null ? 0 : Math.Round(peak * 8 / 60.0, 1), told.Mean);
    }

    [Fact]
    public void Without_a_least_size_the_mean_is_told_to_a_thousandth()
    {
        var occupancy = new OccupancyTally(TimeSpan.FromSeconds(20), TimeSpan.FromSeconds(60), 1);

        var told = Closed.Window(WindowTally.Empty with { Visitors = 1, Occupancy = occupancy }, k: 0);

        Assert.Equal(0.333, told.Occupancy.Mean);
    }

    [Theory]
    [InlineData(2, false)]
    [InlineData(3, true)]
    public void Dwell_is_told_when_enough_visits_ended(int visits, bool told)
    {
        var seconds = Enumerable.Range(1, visits).Select(n => (double)n);
        var dwell = Closed.Window(WindowTally.Empty with { Dwells = Closed.Visits(seconds) }).Dwell;

        Assert.Equal((visits, told, told, told), (dwell.Visits, dwell.HasMean, dwell.HasMedian, dwell.HasP90));
    }

    [Fact]
    public void Dwell_is_in_seconds_to_the_millisecond()
    {
        var dwell = Closed.Window(WindowTally.Empty with { Dwells = Closed.Visits(1, 2, 2.5, 3.00049) }).Dwell;

        Assert.Equal((2.125, 2.25, 2.85), (dwell.Mean, dwell.Median, dwell.P90));
    }

    [Fact]
    public void No_visit_has_no_dwell_whatever_the_least_size() =>
        Assert.False(Closed.Window(WindowTally.Empty, k: 0).Dwell.HasMean);

    [Theory]
    [InlineData(10, 10, true)]
    [InlineData(10, 8, false)]
    [InlineData(10, 7, true)]
    [InlineData(10, 2, false)]
    [InlineData(2, 2, false)]
    public void A_zones_dwell_is_told_unless_it_or_the_rest_is_of_few(int all, int inZone, bool told)
    {
        var tally = WindowTally.Empty with
        {
            Dwells = Closed.Visits(Enumerable.Repeat(5.0, all)),
            Zones = [new ZoneTally("left", 9, Closed.Visits(Enumerable.Repeat(4.0, inZone)))],
        };

        var zone = Assert.Single(Closed.Window(tally).Zones);
        Assert.Equal(("left", 9, inZone, told), (zone.Name, zone.Visitors, zone.Dwell.Visits, zone.Dwell.HasMean));
    }

    [Fact]
    public void Of_two_zones_that_differ_by_few_visits_one_dwell_is_told()
    {
        var tally = WindowTally.Empty with
        {
            Dwells = Closed.Visits(Enumerable.Repeat(5.0, 20)),
            Zones =
            [
                new ZoneTally("left", 9, Closed.Visits(Enumerable.Repeat(4.0, 10))),
                new ZoneTally("lower left", 9, Closed.Visits(Enumerable.Repeat(4.0, 9))),
            ],
        };

        Assert.Equal([true, false], Closed.Window(tally).Zones.Select(zone => zone.Dwell.HasMean));
    }

    [Fact]
    public void Crossings_are_told()
    {
        var line = Assert.Single(Closed.Window(WindowTally.Empty with { Lines = [new LineTally("door", 2, 1)] }).Lines);

        Assert.Equal(("door", 2, 1), (line.Name, line.In, line.Out));
    }
}
