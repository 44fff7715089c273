using System.Collections.Immutable;
using Vitrine.Models;
using Vitrine.Wire;

namespace Vitrine.Vision.Counting;

/// <summary>Makes of what was counted the window that is stored and sent, without small cells. Pure.</summary>
public static class WindowClose
{
    /// <summary>The closed window: all of it that was counted.</summary>
    /// <param name="tally">What was counted in it.</param>
    /// <param name="attributes">What is estimated of a face.</param>
    /// <param name="options">The device's name, and how small a cell may be.</param>
    public static AggregateWindow Close(
        WindowTally tally,
        IReadOnlyList<FaceAttribute> attributes,
        WindowOptions options
    )
    {
        var describesGender = attributes.Any(a => a.Name.Equals("gender", StringComparison.Ordinal));
        var told = Told(tally, describesGender, options.MinCell);
        var window = new AggregateWindow
        {
            Device = options.Device,
            Visitors = tally.Visitors,
            Occupancy = new Occupancy { Mean = Rounded(tally.Occupancy.Mean), Peak = tally.Occupancy.Peak },
            Dwell = DwellOf(tally.Dwells, tally.Dwells.Visits >= options.MinCell),
            K = options.MinCell,
        };
        window.Counts.AddRange(told[..^1].Select(CellOf));
        window.Distributions.AddRange(Distributions.Of(tally, told, attributes, options.MinCell));
        if (told[^1] is { } unclassified)
        {
            window.Unclassified = Rounded((double)unclassified / Math.Max(1, tally.Visitors));
        }

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

    /// <summary>
    /// The cells of the table, then the unclassified, as they may be told. Cells that cannot hold anybody take no part, for
    /// a reader knows them: without a gender model all who are described are of unknown gender.
    /// </summary>
    private static ImmutableArray<int?> Told(WindowTally tally, bool describesGender, int k)
    {
        var cells = tally.Counts.Cells.Add(tally.Unclassified);
        var known = Demography.Genders.Count * Demography.AgeGroups.Count;
        return describesGender || cells[..known].Any(cell => cell > 0)
            ? SmallCells.Suppress(cells, k)
            : [.. Enumerable.Repeat<int?>(0, known), .. SmallCells.Suppress(cells[known..], k)];
    }

    private static Cell CellOf(int? visitors, int index)
    {
        var (row, group) = Math.DivRem(index, Demography.AgeGroups.Count);
        var cell = new Cell { Gender = Demography.Rows[row], AgeGroup = Demography.AgeGroups[group] };
        if (visitors is { } told)
        {
            cell.Visitors = told;
        }

        return cell;
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
