using OpenCvSharp;
using Vitrine.Dataflow;
using Vitrine.Vision;
using Vitrine.Vision.Counting;
using Vitrine.Vision.Detection;
using Vitrine.Vision.Synthetic;
using Vitrine.Vision.Tracking;

namespace Vitrine.Bench.Durability;

/// <summary>
/// The drawn shop's visitors, through the device's own tracker, without drawing or detecting: every run with the same seed
/// shows the same, frame by frame, for ever.
/// </summary>
/// <param name="seed">Chooses the visitors.</param>
internal sealed class ShopCrowd(int seed) : ISource<Observation>
{
    private readonly SyntheticOptions scene = new()
    {
        Seed = seed,
        VisitorsPerMinute = 60,
        MaxAtOnce = 8,
    };
    private readonly TrackerOptions tracking = new();
    private readonly LeasePool<Mat> pictures = new(limit: 10, () => new Mat());
    private ShopSchedule? schedule;
    private TrackerState tracker = TrackerState.Empty;
    private OpenWindow window = new(PlaceOptions.None);

    /// <summary>Frames shown so far.</summary>
    public long Frames { get; private set; }

    /// <summary>Visitors counted so far by <see cref="Count"/>.</summary>
    public int Visitors => window.Counted.Visitors;

    /// <summary>Counts the next frame here.</summary>
    public void Count()
    {
        using var frame = Read(CancellationToken.None);
        window = window.Add(frame);
    }

    /// <summary>What <see cref="Count"/> has counted since the last cut.</summary>
    public WindowTally Cut()
    {
        (window, var tally) = window.Cut();
        return tally;
    }

    /// <summary>Shows the next frame.</summary>
    public Observation Read(CancellationToken cancel)
    {
        schedule ??= new ShopSchedule(scene);
        var time = TimeSpan.FromSeconds(Frames / (double)scene.FramesPerSecond);
        FaceDetection[] faces =
        [
            .. schedule
                .Present(time)
                .Where(visit => schedule.IsInSight(visit, time))
                .Select(visit => new FaceDetection(visit.FaceAt(time), 1)),
        ];
        var step = tracker.Advance(time, faces, new FrameSize(scene.Width, scene.Height), tracking);
        tracker = step.State;
        var frame = new Frame(pictures.Rent(), Frames++, time, TimeProvider.System.GetTimestamp());
        return new Observation(frame) { Faces = [.. faces], People = step };
    }

    /// <inheritdoc />
    public void Dispose() => pictures.Dispose();
}
