using Vitrine.Tests.Windows;
using Vitrine.Vision.Counting;
using Xunit;

namespace Vitrine.Tests.Vision.Counting;

public sealed class WindowTallyTests
{
    private static readonly WindowTally First = Closed.Tally(1, (4, 5)) with
    {
        Dwells = Closed.Visits(1, 2),
        Occupancy = new OccupancyTally(TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(60), 2),
        Lines = [new LineTally("door", 1, 2)],
        Zones = [new ZoneTally("left", 1, Closed.Visits(1))],
    };

    [Fact]
    public void Two_windows_become_one_that_covers_both()
    {
        var later = Closed.Tally(2, (4, 1), (5, 1)) with
        {
            Dwells = Closed.Visits(3),
            Occupancy = new OccupancyTally(TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(60), 1),
            Lines = [new LineTally("door", 10, 20)],
            Zones = [new ZoneTally("left", 3, Closed.Visits(5))],
        };

        var both = First.Merge(later);

        Assert.Equal((10, 3, 6, 1), (both.Visitors, both.Unclassified, both.Counts.Cells[4], both.Counts.Cells[5]));
        Assert.Equal((3, 2.0), (both.Dwells.Visits, both.Dwells.Mean.TotalSeconds));
        Assert.Equal((0.75, 2), (both.Occupancy.Mean, both.Occupancy.Peak));
        Assert.Equal(new LineTally("door", 11, 22), Assert.Single(both.Lines));
        Assert.Equal(("left", 4, 2), (both.Zones[0].Name, both.Zones[0].Visitors, both.Zones[0].Dwells.Visits));
    }

    [Fact]
    public void Nothing_adds_nothing_before_or_after()
    {
        Assert.Equal(Totals.Of(First), Totals.Of(WindowTally.Empty.Merge(First)));
        Assert.Equal(Totals.Of(First), Totals.Of(First.Merge(WindowTally.Empty)));
    }
}
