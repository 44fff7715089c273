using Vitrine.Classification;
using Vitrine.Dataflow.Metrics;
using Vitrine.Dataflow.Stages;

namespace Vitrine.Aggregation;

/// <summary>
/// The aggregator's node, where every picture ends. In: described frames, in order. Out: the same frames with what is
/// counted so far. Remembers all counts, so it works alone and is kept across restarts.
/// </summary>
public sealed class AggregateStage(TimeProvider clock) : IStage<DescribedFrame, CountedFrame>
{
    private AggregateState counted = AggregateState.Empty;

    /// <summary>What is counted so far. Any thread may read it.</summary>
    public AggregateState Counted => Volatile.Read(ref counted);

    /// <summary>Time from a picture's capture until it was counted.</summary>
    public DurationHistogram EndToEnd { get; } = new();

    /// <inheritdoc />
    public CountedFrame Process(DescribedFrame input)
    {
        var next = counted.Add(input);
        Volatile.Write(ref counted, next);
        EndToEnd.Record(clock.GetElapsedTime(input.Tracked.Detected.Frame.CapturedAt));
        return new CountedFrame(input, next);
    }

    /// <inheritdoc />
    public void Dispose() { }
}
