using Vitrine.Dataflow;
using Vitrine.Wire;

namespace Vitrine.Pipelines;

/// <summary>What became of the pictures: captured = processed + dropped + failed once a run has ended.</summary>
/// <param name="Captured">Read from the source, whole or not.</param>
/// <param name="Processed">Counted by the aggregator.</param>
/// <param name="Dropped">Replaced by newer ones before the detector took them.</param>
/// <param name="Failed">Not readable, or lost to a failing stage.</param>
public sealed record FrameCounts(long Captured, long Processed, long Dropped, long Failed)
{
    /// <summary>No picture yet.</summary>
    public static FrameCounts None { get; } = new(0, 0, 0, 0);

    /// <summary>Each number is counted where it happens; none is made up from the others.</summary>
    public static FrameCounts Of(GraphMetrics metrics)
    {
        var (source, last) = (metrics[EdgeNodes.Frames], metrics[EdgeNodes.Aggregator]);
        return new FrameCounts(source.Received, last.Sent, source.Dropped, source.Failed + last.Empty + last.Failed);
    }

    /// <summary>Those that came after <paramref name="before"/>.</summary>
    public FrameCount Since(FrameCounts before) =>
        new()
        {
            Captured = Captured - before.Captured,
            Processed = Processed - before.Processed,
            Dropped = Dropped - before.Dropped,
            Failed = Failed - before.Failed,
        };
}
