using System.Diagnostics.Metrics;
using Vitrine.Dataflow;
using Vitrine.Hosts.Edge.Doctor;
using Vitrine.Pipelines;
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
    /// <param name="sensors">What the machine measures of itself; what it does not is left out.</param>
    public EdgeMetrics(EdgeRun run, WindowFeed feed, Sensors sensors)
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
        meter.CreateObservableGauge(
            "vitrine.camera.fault",
            () => EdgeSource.Faults.Select(fault => Of(fault, run.Pipeline.Source.Fault)),
            "",
            "1: the camera sends pictures on which nobody can be seen, for it is frozen, dark or covered"
        );
        meter.CreateObservableGauge(
            "vitrine.device.temperature",
            () => Measured(sensors.Celsius),
            "Cel",
            "Temperature of the processor"
        );
        meter.CreateObservableGauge(
            "vitrine.device.throttled",
            () => Measured(sensors.Throttled),
            "",
            "A Raspberry Pi's word on supply and heat; 0: all is well"
        );
    }

    private static Measurement<int> Of(string fault, string? now) =>
        new(
            string.Equals(fault, now, StringComparison.Ordinal) ? 1 : 0,
            new KeyValuePair<string, object?>("fault", fault)
        );

    private static IEnumerable<Measurement<double>> Measured(double? value) =>
        value is { } number ? [new Measurement<double>(number)] : [];

    /// <inheritdoc />
    public void Dispose() => meter.Dispose();
}
