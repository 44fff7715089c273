using Vitrine.Models;
using Vitrine.Vision.Counting;
using static System.FormattableString;

namespace Vitrine.Hosts.Edge.Status;

/// <summary>
/// A run's result in a few lines. A log goes anywhere, so of people it tells how many came, and the rest only where windows tell
/// everything: sums over a whole run, less what the windows told, would be about few. Pure.
/// </summary>
public static class ReportLines
{
    /// <summary>The lines.</summary>
    /// <param name="run">What was to be done.</param>
    /// <param name="summary">What it comes to.</param>
    /// <param name="counted">What was counted in all.</param>
    public static IEnumerable<string> Of(EdgeRun run, EdgeSummary summary, AggregateState counted)
    {
        var (frames, tellsAll) = (summary.Frames, run.Options.Windows.MinCell <= 1);
        yield return Invariant(
            $"ended after {summary.Seconds:0.0} s: {frames.Captured} frames captured, {frames.Processed} processed ({summary.Fps:0.0} fps), {frames.Dropped} dropped, {frames.Failed} failed, {summary.Restarts} restarts"
        );
        // Faces, divided by the pictures of a second, are how long people stayed.
        var faces = tellsAll ? Invariant($"{summary.Faces} faces, ") : string.Empty;
        yield return Invariant(
            $"{faces}end to end p50 {summary.LatencyMs["endToEnd"].P50:0.0} ms, p95 {summary.LatencyMs["endToEnd"].P95:0.0} ms; peak memory {summary.PeakRssMb:0} MB; leases outstanding: {run.Pipeline.LeasesOut}"
        );
        yield return run.Pipeline.Source.TrueVisitors is { } truth
            ? Invariant($"visitors: true {truth}, counted {summary.Visitors}")
            : Invariant($"visitors: {summary.Visitors}");
        if (!run.Options.Models.Present.Any())
        {
            yield return "nobody was described: there are no models (--models DIR)";
        }

        foreach (var line in tellsAll ? About(run, summary, counted) : [])
        {
            yield return line;
        }
    }

    private static IEnumerable<string> About(EdgeRun run, EdgeSummary summary, AggregateState counted)
    {
        if (counted.Departed > 0)
        {
            yield return Invariant(
                $"mean stay of the {counted.Departed} who left: {counted.MeanDwell.TotalSeconds:0.0} s"
            );
        }

        foreach (var (gender, ages) in summary.Counts.Where(row => row.Value.Values.Any(n => n > 0)))
        {
            var cells = ages.Where(a => a.Value > 0).Select(a => Invariant($"{a.Key}: {a.Value}"));
            yield return $"  {gender, -8}{string.Join("  ", cells)}";
        }

        foreach (var attribute in run.Options.Models.Attributes.Where(a => FaceAttribute.Find(a.Name) is null))
        {
            var counts = counted.Counts.Of(attribute, summary.Visitors);
            var cells = attribute.Labels.Append(FaceAttribute.Unknown).Zip(counts).Where(cell => cell.Second > 0);
            yield return $"  {attribute.Name}: {string.Join("  ", cells.Select(cell => Invariant($"{cell.First}: {cell.Second}")))}";
        }
    }
}
