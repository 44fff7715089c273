using Vitrine.Vision.Counting;

namespace Vitrine.Tests.Windows;

/// <summary>All that is counted in a tally, as values that can be compared.</summary>
internal sealed record Totals(
    int Visitors,
    string Counts,
    OccupancyTally Occupancy,
    (int Visits, TimeSpan Total, TimeSpan Median) Dwells,
    string Lines,
    string Zones
)
{
    public static Totals Of(WindowTally tally) =>
        new(
            tally.Visitors,
            string.Join(' ', tally.Counts.Cells),
            tally.Occupancy,
            Of(tally.Dwells),
            string.Join(' ', tally.Lines),
            string.Join(' ', tally.Zones.Select(zone => (zone.Name, zone.Visitors, Of(zone.Dwells))))
        );

    private static (int, TimeSpan, TimeSpan) Of(Dwells dwells) => (dwells.Visits, dwells.Total, dwells.Quantile(0.5));
}
