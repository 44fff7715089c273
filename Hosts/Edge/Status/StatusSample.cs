using Vitrine.Dataflow;
using Vitrine.Pipelines;
using Vitrine.Vision.Counting;

namespace Vitrine.Hosts.Edge.Status;

/// <summary>The run's status at one moment. Pure.</summary>
/// <param name="Elapsed">Since the graph started.</param>
/// <param name="Fps">Frames processed per second since the sample before.</param>
/// <param name="Frames">What became of the frames.</param>
/// <param name="Faces">Faces found so far.</param>
/// <param name="Visitors">People counted so far.</param>
/// <param name="Quiet">Since frames were processed last, as far as samples tell.</param>
/// <param name="InView">Visitors in view now; null: fewer than k, whose stays could be timed. Nobody stays in view without frames.</param>
/// <param name="EndToEnd">From capture to count, over the last five minutes.</param>
/// <param name="Nodes">The nodes' metrics.</param>
public sealed record StatusSample(
    TimeSpan Elapsed,
    double Fps,
    FrameCounts Frames,
    long Faces,
    int Visitors,
    TimeSpan Quiet,
    int? InView,
    Latency EndToEnd,
    IReadOnlyList<NodeMetrics> Nodes
)
{
    /// <summary>Nodes with a degraded worker.</summary>
    public IEnumerable<string> Degraded => Nodes.Where(n => n.Degraded > 0).Select(n => n.Name);

    /// <summary>Takes a sample.</summary>
    /// <param name="run">The run.</param>
    /// <param name="metrics">What its graph measures.</param>
    /// <param name="before">The sample before; null for the first.</param>
    public static StatusSample Take(EdgeRun run, GraphMetrics metrics, StatusSample? before) =>
        Take(run, metrics, run.Pipeline.Counted, before);

    /// <summary>The same of other counts than the pipeline's.</summary>
    internal static StatusSample Take(EdgeRun run, GraphMetrics metrics, AggregateState counted, StatusSample? before)
    {
        var (elapsed, frames, k) = (run.Elapsed, FrameCounts.Of(metrics), run.Options.Windows.MinCell);
        var seconds = (elapsed - (before?.Elapsed ?? TimeSpan.Zero)).TotalSeconds;
        var processed = frames.Processed - (before?.Frames.Processed ?? 0);
        var quiet = before is null || processed > 0 ? TimeSpan.Zero : before.Quiet + (elapsed - before.Elapsed);
        var inView = quiet > run.Options.Tracker.LostAfter ? 0 : counted.Present.Count;
        return new StatusSample(
            elapsed,
            seconds > 0 ? processed / seconds : 0,
            frames,
            counted.Faces,
            counted.Visitors,
            quiet,
            k <= 1 || inView >= k ? inView : null,
            Latency.Of(run.Pipeline.EndToEnd.Recent()),
            metrics.Nodes
        );
    }
}
