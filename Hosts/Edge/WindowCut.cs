using Vitrine.Dataflow;
using Vitrine.Hosts.Edge.Status;
using Vitrine.Vision.Counting;
using Vitrine.Wire;

namespace Vitrine.Hosts.Edge;

/// <summary>Cuts the run's windows, one after the other, and adds what the run itself tells: frames, models, health.</summary>
/// <param name="run">The run.</param>
public sealed class WindowCut(EdgeRun run)
{
    private FrameCounts counted = new(0, 0, 0, 0);
    private long restarts;

    /// <summary>Ends the window.</summary>
    /// <param name="sequence">Its number.</param>
    /// <param name="start">When it began.</param>
    /// <param name="end">When it ended.</param>
    public AggregateWindow Close(long sequence, DateTimeOffset start, DateTimeOffset end)
    {
        var metrics = run.Metrics;
        var tally = run.Pipeline.Cut();
        var facts = new WindowFacts(
            sequence,
            start,
            end,
            Frames(metrics),
            [.. Models()],
            run.Pipeline.LiveModels.Attributes,
            HealthOf(metrics)
        );
        return WindowClose.Close(tally, facts, run.Options.Windows);
    }

    private FrameCount Frames(GraphMetrics? metrics)
    {
        var before = counted;
        counted = metrics is null ? before : FrameCounts.Of(metrics);
        return new FrameCount
        {
            Captured = counted.Captured - before.Captured,
            Processed = counted.Processed - before.Processed,
            Dropped = counted.Dropped - before.Dropped,
            Failed = counted.Failed - before.Failed,
        };
    }

    private IEnumerable<ModelVersion> Models() =>
        run.Pipeline.LiveModels.Present.Select(model => new ModelVersion
        {
            Task = model.Manifest.Task,
            Version = model.Manifest.Version,
            Sha256 = model.Manifest.Sha256,
        });

    private Health HealthOf(GraphMetrics? metrics)
    {
        var before = restarts;
        restarts = metrics?.Nodes.Sum(node => node.Restarts) ?? before;
        var degraded = metrics?.Nodes.Where(node => node.Degraded > 0).Select(node => node.Name).ToArray() ?? [];
        return new Health
        {
            State = degraded.Length == 0 ? "ok" : "degraded",
            Degraded = { degraded },
            Restarts = restarts - before,
        };
    }
}
