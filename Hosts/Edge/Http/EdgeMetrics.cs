using System.Diagnostics.Metrics;
using Vitrine.Windows;

namespace Vitrine.Hosts.Edge.Http;

/// <summary>
/// What the edge as a whole measures, as instruments of the meter <see cref="MeterName"/>. Counts of people are no metrics:
/// windows tell them, without small cells.
/// </summary>
public sealed class EdgeMetrics : IDisposable
{
    /// <summary>Name of the meter.</summary>
    public const string MeterName = "Vitrine.Edge";

    private readonly Meter meter = new(MeterName);

    /// <param name="run">Is measured.</param>
    /// <param name="feed">Tells how many windows were closed.</param>
    public EdgeMetrics(EdgeRun run, WindowFeed feed)
    {
        meter.CreateObservableGauge(
            "vitrine.uptime",
            () => run.Elapsed.TotalSeconds,
            "s",
            "Time since the graph started"
        );
        meter.CreateObservableGauge("vitrine.window.last", () => feed.Last, "", "Sequence number of the newest window");
        meter.CreateObservableGauge(
            "vitrine.end_to_end.p50",
            () => run.Pipeline.EndToEnd.Percentile(0.50).TotalSeconds,
            "s",
            "Median time from capture to count"
        );
        meter.CreateObservableGauge(
            "vitrine.end_to_end.p95",
            () => run.Pipeline.EndToEnd.Percentile(0.95).TotalSeconds,
            "s",
            "95th percentile of the time from capture to count"
        );
        meter.CreateObservableGauge(
            "vitrine.end_to_end.highest",
            () => run.Pipeline.EndToEndLately.Value.TotalSeconds,
            "s",
            "Longest time from capture to count in the last 10 s"
        );
    }

    /// <inheritdoc />
    public void Dispose() => meter.Dispose();
}
