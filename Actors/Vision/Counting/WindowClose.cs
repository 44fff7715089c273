using System.Collections.Immutable;
using Vitrine.Wire;

namespace Vitrine.Vision.Counting;

/// <summary>Makes of what was counted the window, and the whole counts that are told of later or never. Pure.</summary>
public static class WindowClose
{
    /// <summary>The closed window: all of it that is about nobody's description.</summary>
    /// <param name="tally">What was counted in it.</param>
    /// <param name="options">The device's name, and how few people a count may stand for.</param>
    public static AggregateWindow Close(WindowTally tally, WindowOptions options)
    {
        var window = new AggregateWindow
        {
            Device = options.Device,
            Visitors = tally.Visitors,
            Occupancy = OccupancyOf(tally, options.MinCell),
            Dwell = DwellOf(tally.Dwells, tally.Dwells.Visits >= options.MinCell),
            K = options.MinCell,
        };
        window.Lines.AddRange(
            tally.Lines.Select(l => new LineCount
            {
                Name = l.Name,
                In = l.In,
                Out = l.Out,
            })
        );
        window.Zones.AddRange(Zones(tally, options.MinCell));
        return window;
    }

    /// <summary>The cells of the table gender x age group, and last those whose age nobody told.</summary>
    public static ImmutableArray<int> Table(WindowTally tally) => tally.Counts.Cells.Add(tally.Unclassified);

    /// <summary>
    /// People in view. Their mean, times the window's length, is how long they stayed together: of fewer than k people it is
    /// not told, and else to a tenth, so that what is left when the told dwells are taken off says little.
    /// </summary>
    private static Occupancy OccupancyOf(WindowTally tally, int k)
    {
        var occupancy = new Occupancy { Peak = tally.Occupancy.Peak };
        if (occupancy.Peak == 0 || Math.Max(tally.Visitors, occupancy.Peak) >= k)
        {
            occupancy.Mean = Math.Round(tally.Occupancy.Mean, k > 1 ? 1 : 3);
        }

        return occupancy;
    }

    /// <summary>
    /// The zones. A zone's dwell is told when at least k visits ended, and when the visits that make it up differ from
    /// those behind any other dwell that is told by none or at least k: else the difference of two sums would be about few.
    /// </summary>
    private static IEnumerable<ZoneCount> Zones(WindowTally tally, int k)
    {
        var told = new List<int> { tally.Dwells.Visits };
        foreach (var zone in tally.Zones)
        {
            var visits = zone.Dwells.Visits;
            var isTold = visits >= k && told.TrueForAll(other => other == visits || Math.Abs(other - visits) >= k);
            if (isTold)
            {
                told.Add(visits);
            }

            yield return new ZoneCount
            {
                Name = zone.Name,
                Visitors = zone.Visitors,
                Dwell = DwellOf(zone.Dwells, isTold),
            };
        }
    }

    private static Dwell DwellOf(Dwells dwells, bool isTold)
    {
        var dwell = new Dwell { Visits = dwells.Visits };
        if (isTold && dwells.Visits > 0)
        {
            dwell.Mean = Rounded(dwells.Mean.TotalSeconds);
            dwell.Median = Rounded(dwells.Quantile(0.5).TotalSeconds);
            dwell.P90 = Rounded(dwells.Quantile(0.9).TotalSeconds);
        }

        return dwell;
    }

    /// <summary>To a thousandth: a millisecond, or a tenth of a percent.</summary>
    private static double Rounded(double value) => Math.Round(value, 3);
}
