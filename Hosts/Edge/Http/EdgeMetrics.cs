using System.Diagnostics.Metrics;
using Vitrine.Dataflow;
using Vitrine.Windows;

namespace Vitrine.Hosts.Edge.Http;

/// <summary>
/// What the edge as a whole measures, as instruments of the meter <see cref="MeterName"/>. Counts of people are no metrics:
/// windows have them, as far as they may be told.
/// </summary>
public sealed class EdgeMetrics : IDisposable
{
    /// <summary>Name of the meter.</summary>
    public const string MeterName = "Vitrine.Edge";

    private readonly Meter meter;

    /// <param name="run">Is measured.</param>
    /// <param name="feed">Has the number of the last window.</param>
    public EdgeMetrics(EdgeRun run, WindowFeed feed)
    {
        meter = new Meter(new MeterOptions(MeterName) { Scope = run });
        var endToEnd = run.Pipeline.EndToEnd;
        endToEnd.PublishTo(DurationHistogram.Instrument(meter, "vitrine.end_to_end", "Time from capture to count"));
        meter.CreateObservableGauge(
            "vitrine.uptime",
            () => run.Elapsed.TotalSeconds,
            "s",
            "Time since the graph started"
        );
        meter.CreateObservableGauge("vitrine.window.last", () => feed.Last, "", "Sequence number of the newest window");
        meter.CreateObservableGauge(
            "vitrine.end_to_end.p50",
            () => endToEnd.Recent().Percentile(0.50).TotalSeconds,
            "s",
            "Median time from capture to count of the last 5 minutes"
        );
        meter.CreateObservableGauge(
            "vitrine.end_to_end.p95",
            () => endToEnd.Recent().Percentile(0.95).TotalSeconds,
            "s",
            "95th percentile of the time from capture to count of the last 5 minutes"
        );
        meter.CreateObservableGauge(
            "vitrine.end_to_end.highest",
            () => endToEnd.Highest().TotalSeconds,
            "s",
            "Longest time from capture to count in the last 10 s"
        );
    }

    /// <inheritdoc />
    public void Dispose() => meter.Dispose();
}
