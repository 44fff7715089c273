using OpenCvSharp;
using Vitrine.Dataflow;
using Vitrine.Vision;
using Vitrine.Vision.Attributes;
using Vitrine.Vision.Detection;
using Vitrine.Vision.Tracking;
using Xunit;

namespace Vitrine.Tests.Vision.Attributes;

public sealed class FollowingTests : IDisposable
{
    private static readonly TrackerOptions Tracking = TrackerOptions.Default;
    private static readonly FaceDetection Followed = new(new Box(10, 10, 40, 40), 1);
    private static readonly FaceDetection Nobodys = new(new Box(12, 12, 38, 38), 0.3f);
    private readonly LeasePool<Mat> pool = new(1, () => new Mat(120, 160, MatType.CV_8UC3));
    private int number;

    [Fact]
    public void Every_face_means_also_those_that_are_nobodys()
    {
        using var chosen = Seen();

        new Following().Advance(chosen, Tracking, new ClassificationOptions { EveryFace = true });

        Assert.Equal([(1, Followed), (Sighting.Nobody, Nobodys)], chosen.Due.Select(s => (s.TrackId, s.Face)));
    }

    [Fact]
    public void By_default_only_visitors_are_chosen_and_not_every_time()
    {
        var following = new Following();

        using (var first = Seen())
        {
            following = following.Advance(first, Tracking, ClassificationOptions.Default);
            Assert.Equal(1, Assert.Single(first.People.Sightings).TrackId);
            Assert.Empty(first.Due);
        }

        var (chosen, visits) = (0, 0);
        for (var i = 0; i < 60; i++)
        {
            using var picture = Seen();
            following = following.Advance(picture, Tracking, ClassificationOptions.Default);
            visits += picture.People.Confirmed.Length;
            chosen += picture.Due.Length;
        }

        Assert.Equal((1, ClassificationOptions.Default.MaxVotes), (visits, chosen));
    }

    public void Dispose() => pool.Dispose();

    /// <summary>The next picture, a tenth of a second after the last: one face that moves a little, and a weak one over it.</summary>
    private Observation Seen()
    {
        var frame = new Frame(pool.Rent(), number, TimeSpan.FromSeconds(number / 10.0), capturedAt: 0);
        var shift = Math.Min(number++, 20);
        return new Observation(frame)
        {
            Faces = [Followed with { Box = Followed.Box with { X = 10 + shift } }, Nobodys],
        };
    }
}
