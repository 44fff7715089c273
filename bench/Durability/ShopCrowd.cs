using OpenCvSharp;
using Vitrine.Dataflow;
using Vitrine.Vision;
using Vitrine.Vision.Counting;
using Vitrine.Vision.Detection;
using Vitrine.Vision.Synthetic;
using Vitrine.Vision.Tracking;

namespace Vitrine.Bench.Durability;

/// <summary>
/// The drawn shop's visitors, through the device's own tracker and aggregator, without drawing or detecting: every run with
/// the same seed counts the same, frame by frame.
/// </summary>
/// <param name="seed">Chooses the visitors.</param>
internal sealed class ShopCrowd(int seed) : IDisposable
{
    private readonly SyntheticOptions scene = new()
    {
        Seed = seed,
        VisitorsPerMinute = 60,
        MaxAtOnce = 8,
    };
    private readonly TrackerOptions tracking = new();
    private readonly LeasePool<Mat> pictures = new(limit: 1, () => new Mat());
    private ShopSchedule? schedule;
    private TrackerState tracker = TrackerState.Empty;

    /// <summary>Frames shown so far.</summary>
    public long Frames { get; private set; }

    /// <summary>Counts all who are there.</summary>
    public AggregateStage Aggregator { get; } = new(TimeProvider.System, PlaceOptions.None);

    /// <summary>Shows the next frame.</summary>
    public void Next()
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
        var frame = new Frame(pictures.Rent(), Frames, time, TimeProvider.System.GetTimestamp());
        using var counted = Aggregator.Process(new Observation(frame) { Faces = [.. faces], People = step });
        Frames++;
    }

    /// <inheritdoc />
    public void Dispose() => pictures.Dispose();
}
