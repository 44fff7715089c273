using OpenCvSharp;
using Vitrine.Dataflow;
using Vitrine.Vision;
using Vitrine.Vision.Attributes;
using Vitrine.Vision.Detection;
using Vitrine.Vision.Tracking;
using Xunit;

namespace Vitrine.Tests.Vision.Attributes;

public sealed class ChooseStageTests : IDisposable
{
    private static readonly FaceDetection Followed = new(new Box(10, 10, 40, 40), 1);
    private static readonly FaceDetection Nobodys = new(new Box(12, 12, 38, 38), 0.3f);
    private readonly LeasePool<Mat> pool = new(1, () => new Mat());

    [Fact]
    public void Every_face_means_also_those_that_are_nobodys()
    {
        using var stage = new ChooseStage(new ClassificationOptions { EveryFace = true });

        using var chosen = stage.Process(Seen(confirmed: false));

        Assert.Equal([(1, Followed), (Sighting.Nobody, Nobodys)], chosen.Due.Select(s => (s.TrackId, s.Face)));
    }

    [Fact]
    public void By_default_only_visitors_are_chosen_and_not_every_time()
    {
        using var stage = new ChooseStage(ClassificationOptions.Default);

        using (var first = stage.Process(Seen(confirmed: false)))
        {
            Assert.Empty(first.Due);
        }

        var chosen = 0;
        for (var i = 0; i < 40; i++)
        {
            using var frame = stage.Process(Seen(confirmed: true));
            chosen += frame.Due.Length;
        }

        Assert.Equal(ClassificationOptions.Default.MaxVotes, chosen);
    }

    public void Dispose() => pool.Dispose();

    private TrackedFrame Seen(bool confirmed)
    {
        var frame = new Frame(pool.Rent(), number: 0, TimeSpan.Zero, capturedAt: 0);
        var step = new TrackerStep(TrackerState.Empty, [new Sighting(1, Followed, confirmed)], [], []);
        return new TrackedFrame(new DetectedFrame(frame, [Followed, Nobodys]), step);
    }
}
