using Vitrine.Dataflow;
using Vitrine.Models;
using Vitrine.Vision;
using Vitrine.Vision.Counting;
using Vitrine.Windows.Held;
using Vitrine.Wire;

namespace Vitrine.Pipelines;

/// <summary>
/// What the aggregator remembers: the open window, and what the graph had measured when it began. A value type, so that an
/// empty frame allocates nothing. Pure.
/// </summary>
/// <param name="Window">What was counted.</param>
/// <param name="Before">The frames up to the window's beginning.</param>
/// <param name="RestartsBefore">The restarts up to then.</param>
internal readonly record struct CountingState(OpenWindow Window, FrameCounts Before, long RestartsBefore)
{
    /// <summary>Nothing is counted yet.</summary>
    public static CountingState Begin(PlaceOptions places) =>
        new(new OpenWindow(places), FrameCounts.None, RestartsBefore: 0);

    /// <summary>Counts what one frame shows.</summary>
    public CountingState Add(Observation frame) => this with { Window = Window.Add(frame) };

    /// <summary>Closes the window, each frame being in one window; its number and times are left to who stores it.</summary>
    /// <param name="metrics">What the graph has measured by now.</param>
    /// <param name="models">The models in use.</param>
    /// <param name="options">The device's name, and how small a cell may be.</param>
    public (CountingState Next, CountedWindow Closed) Close(
        GraphMetrics metrics,
        FaceModels models,
        WindowOptions options
    )
    {
        var (next, tally) = Window.Cut();
        var frames = FrameCounts.Of(metrics);
        var restarts = metrics.Nodes.Sum(node => node.Restarts);
        string[] degraded = [.. metrics.Nodes.Where(node => node.Degraded > 0).Select(node => node.Name)];
        var window = WindowClose.Close(tally, options);
        window.Frames = frames.Since(Before);
        window.Models.AddRange(models.Present.Select(model => VersionOf(model.Manifest)));
        window.Health = new Health
        {
            State = degraded.Length == 0 ? "ok" : "degraded",
            Degraded = { degraded },
            Restarts = restarts - RestartsBefore,
        };
        var counted = CountedWindow.Of(
            window,
            models.Attributes,
            WindowClose.Table(tally),
            attribute => tally.Counts.Of(attribute, tally.Visitors)
        );
        return (new CountingState(next, frames, restarts), counted);
    }

    private static ModelVersion VersionOf(ModelManifest manifest) =>
        new()
        {
            Task = manifest.Task,
            Version = manifest.Version,
            Sha256 = manifest.Sha256,
        };
}

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
