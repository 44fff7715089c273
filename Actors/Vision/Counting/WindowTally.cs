using System.Collections.Immutable;

namespace Vitrine.Vision.Counting;

/// <summary>What was counted between two cuts, whole: it stays in memory, and only a closed window leaves the device.</summary>
public sealed record WindowTally
{
    /// <summary>Nothing.</summary>
    public static WindowTally Empty { get; } = new();

    /// <summary>People counted, each in one window only: that in which the tracker was sure of them.</summary>
    public int Visitors { get; init; }

    /// <summary>The same people as they were described when they left, or else at the cut.</summary>
    public DemographicCounts Counts { get; init; } = DemographicCounts.None;

    /// <summary>Those of them whose age nobody told.</summary>
    public int Unclassified => Visitors - Counts.Total;

    /// <summary>People in view at the same time.</summary>
    public OccupancyTally Occupancy { get; init; }

    /// <summary>Visits that ended.</summary>
    public Dwells Dwells { get; init; } = Dwells.None;

    /// <summary>Crossings, in the order of the configuration.</summary>
    public ImmutableArray<LineTally> Lines { get; init; } = [];

    /// <summary>Zones, in the order of the configuration.</summary>
    public ImmutableArray<ZoneTally> Zones { get; init; } = [];

    /// <summary>This and what was counted right after it, as one: when this could not be stored.</summary>
    /// <param name="later">Counted with the same lines and zones, or nothing.</param>
    public WindowTally Merge(WindowTally later) =>
        new()
        {
            Visitors = Visitors + later.Visitors,
            Counts = Counts.Merge(later.Counts),
            Occupancy = Occupancy.Merge(later.Occupancy),
            Dwells = Dwells.Merge(later.Dwells),
            Lines =
                Lines.IsEmpty ? later.Lines
                : later.Lines.IsEmpty ? Lines
                : [.. Lines.Zip(later.Lines, (a, b) => a with { In = a.In + b.In, Out = a.Out + b.Out })],
            Zones =
                Zones.IsEmpty ? later.Zones
                : later.Zones.IsEmpty ? Zones
                :
                [
                    .. Zones.Zip(
                        later.Zones,
                        (a, b) => a with { Visitors = a.Visitors + b.Visitors, Dwells = a.Dwells.Merge(b.Dwells) }
                    ),
                ],
        };
}
