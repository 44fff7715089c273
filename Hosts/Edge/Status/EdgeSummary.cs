using System.Diagnostics;
using System.Text.Encodings.Web;
using System.Text.Json;
using Vitrine.Dataflow;
using Vitrine.Models;
using Vitrine.Pipelines;
using Vitrine.Vision.Counting;

namespace Vitrine.Hosts.Edge.Status;

/// <summary>A run's results, as <c>--summary</c> writes them. Times in milliseconds, memory in megabytes (10^6 bytes).</summary>
public sealed record EdgeSummary(
    string Source,
    double Seconds,
    double Fps,
    double ModelLoadMs,
    double PeakRssMb,
    long Restarts,
    FrameCounts Frames,
    IReadOnlyDictionary<string, Latency> LatencyMs,
    long Faces,
    int Visitors,
    IReadOnlyDictionary<string, IReadOnlyDictionary<string, int>> Counts
)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        // "60+" stays "60+": the file is no web page.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Sums up a run of some length, from its graph's start to its end.</summary>
    public static EdgeSummary Of(EdgePipeline pipeline, GraphMetrics metrics, string source, TimeSpan elapsed)
    {
        var frames = FrameCounts.Of(metrics);
        var counted = pipeline.Counted;
        return new EdgeSummary(
            source,
            Math.Round(elapsed.TotalSeconds, 3),
            Math.Round(frames.Processed / Math.Max(elapsed.TotalSeconds, 1e-3), 2),
            Math.Round(pipeline.ModelLoadTime.TotalMilliseconds, 1),
            Math.Round(PeakMemory() / 1e6, 1),
            metrics.Nodes.Sum(n => n.Restarts),
            frames,
            Latencies(pipeline, metrics),
            counted.Faces,
            counted.Visitors,
            Table(counted.Counts)
        );
    }

    /// <summary>As JSON.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, Json);

    /// <summary>Age and gender are always in it; any other attribute where a model estimates it.</summary>
    private static OrderedDictionary<string, Latency> Latencies(EdgePipeline pipeline, GraphMetrics metrics)
    {
        var steps = new OrderedDictionary<string, Latency>(StringComparer.Ordinal)
        {
            ["detect"] = Latency.Of(metrics[EdgeNodes.Detector].ServiceTime.SinceStart()),
        };
        foreach (var attribute in FaceAttribute.Known.Concat(pipeline.LiveModels.Attributes))
        {
            var node = metrics.Find(EdgeNodes.Attribute(attribute.Name));
            steps[attribute.Name] = Latency.Of(node?.ServiceTime.SinceStart());
        }

        steps["endToEnd"] = Latency.Of(pipeline.EndToEnd.SinceStart());
        return steps;
    }

    private static long PeakMemory()
    {
        using var process = Process.GetCurrentProcess();
        return process.PeakWorkingSet64;
    }

    private static Dictionary<string, IReadOnlyDictionary<string, int>> Table(DemographicCounts counts) =>
        Demography
            .Rows.Select((name, row) => (name, row))
            .ToDictionary(
                r => r.name,
                IReadOnlyDictionary<string, int> (r) =>
                    Demography
                        .AgeGroups.Select((group, age) => (group, age))
                        .ToDictionary(a => a.group, a => counts[r.row, a.age], StringComparer.Ordinal),
                StringComparer.Ordinal
            );
}

/// <summary>How long a step took, in milliseconds; zero where it did not run.</summary>
/// <param name="P50">The median.</param>
/// <param name="P95">The 95th percentile.</param>
public sealed record Latency(double P50, double P95)
{
    /// <summary>The two percentiles, to within 5 %.</summary>
    public static Latency Of(DurationCounts? durations) => new(At(durations, 0.50), At(durations, 0.95));

    private static double At(DurationCounts? durations, double share) =>
        Math.Round(durations?.Percentile(share).TotalMilliseconds ?? 0, 3);
}
