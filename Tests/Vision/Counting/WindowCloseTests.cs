using CsCheck;
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

    [Fact]
    public void A_window_without_visitors_tells_zeros()
    {
        var window = Closed.Window(WindowTally.Empty);

        Assert.All(Closed.Cells(window), cell => Assert.Equal(0, cell));
        Assert.Equal((0, true, 0.0), (window.Visitors, window.HasUnclassified, window.Unclassified));
    }

    [Fact]
    public void Every_gender_has_every_age_group_in_the_order_of_the_table()
    {
        var cells = Closed.Window(WindowTally.Empty).Counts;

        Assert.Equal(24, cells.Count);
        Assert.Equal(("female", "0-2"), (cells[0].Gender, cells[0].AgeGroup));
        Assert.Equal(("male", "60+"), (cells[15].Gender, cells[15].AgeGroup));
        Assert.Equal(("unknown", "25-32"), (cells[20].Gender, cells[20].AgeGroup));
    }

    [Fact]
    public void Small_cells_are_left_out_and_the_total_is_told()
    {
        var window = Closed.Window(Closed.Tally(1, (4, 5), (12, 2)));

        Assert.Equal(8, window.Visitors);
        Assert.Equal(5, Assert.Single(Closed.Cells(window), cell => cell is not null));
        Assert.False(window.HasUnclassified);
    }

    [Fact]
    public void Without_a_least_size_all_is_told()
    {
        var window = Closed.Window(Closed.Tally(1, (4, 5), (12, 2)), k: 0);

        Assert.Equal((5, 2), (Closed.Cells(window)[4], Closed.Cells(window)[12]));
        Assert.Equal(0.125, window.Unclassified);
    }

    [Fact]
    public void The_share_of_the_unclassified_is_told_when_enough_make_it_up() =>
        Assert.Equal(0.429, Closed.Window(Closed.Tally(3, (4, 4))).Unclassified);

    [Fact]
    public void A_single_small_cell_takes_the_unclassified_with_it_when_they_are_the_fewest()
    {
        var others = Enumerable.Range(1, 23).Select(cell => (cell, 9));
        var window = Closed.Window(Closed.Tally(4, [(0, 1), .. others]));

        Assert.Null(Closed.Cells(window)[0]);
        Assert.False(window.HasUnclassified);
    }

    [Fact]
    public void Without_a_gender_model_cells_that_cannot_hold_anybody_hide_nobody()
    {
        var everybody = Enumerable.Range(16, 8).Select(cell => (cell, 9)).ToArray();
        var window = Closed.Window(Closed.Tally(1, everybody), k: 3, Closed.Age);

        Assert.All(Closed.Cells(window)[..16], cell => Assert.Equal(0, cell));
        // Else 73 less 72 would be the one.
        Assert.All(Closed.Cells(window)[16..], Assert.Null);
        Assert.False(window.HasUnclassified);
    }

    [Fact]
    public void Without_an_age_model_everybody_is_unclassified() =>
        Assert.Equal(1, Closed.Window(Closed.Tally(5), k: 3, Closed.Gender).Unclassified);

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

    [Fact]
    public void No_window_tells_a_small_cell_nor_lets_it_be_subtracted() =>
        (
            from k in Gen.Int[2, 5]
            from unclassified in Gen.Int[0, 5]
            from cells in Gen.Int[-4, 7].Array[24]
            select (k, tally: Closed.Tally(unclassified, [.. cells.Select((v, i) => (i, Math.Max(0, v)))]))
        ).Sample(drawn =>
        {
            var window = Closed.Window(drawn.tally, drawn.k);
            int?[] told =
            [
                .. Closed.Cells(window),
                window.HasUnclassified ? (int)Math.Round(window.Unclassified * window.Visitors) : null,
            ];

            Assert.DoesNotContain(told, cell => cell > 0 && cell < drawn.k);
            var (left, rest) = (told.Count(cell => cell is null), window.Visitors - told.Sum());
            Assert.True(left == 0 ? rest == 0 : left >= 2 && rest > 0 && rest != left * (drawn.k - 1) || left == 25);
        });
}
