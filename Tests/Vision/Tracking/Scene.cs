using System.Collections.Immutable;
using Vitrine.Vision;
using Vitrine.Vision.Detection;
using Vitrine.Vision.Tracking;

namespace Vitrine.Tests.Vision.Tracking;

/// <summary>A tracker with its past, for tests that feed it one frame after another.</summary>
internal sealed class Scene
{
    public static readonly FrameSize Frame = new(640, 360);

    private readonly List<Track> ended = [];

    public TrackerState State { get; private set; } = TrackerState.Empty;

    public IReadOnlyList<Track> Ended => ended;

    /// <summary>A square face about a centre.</summary>
    public static FaceDetection Face(double x, double y, double size = 40, float score = 1) =>
        new(new Box((float)(x - (size / 2)), (float)(y - (size / 2)), (float)size, (float)size), score);

    public TrackerStep See(double seconds, params FaceDetection[] faces)
    {
        var step = State.Advance(TimeSpan.FromSeconds(seconds), faces, Frame, TrackerOptions.Default);
        State = step.State;
        ended.AddRange(step.Ended);
        return step;
    }

    /// <summary>
    /// Frames from one time to another, ten a second; gives the ids seen in the last frame that had any.
    /// </summary>
    public ImmutableArray<int> Watch(double from, double to, Func<double, FaceDetection[]> faces)
    {
        ImmutableArray<int> ids = [];
        for (var frame = (int)Math.Round(from * 10); frame < to * 10; frame++)
        {
            var step = See(frame / 10.0, faces(frame / 10.0));
            ids = step.Sightings.IsEmpty ? ids : [.. step.Sightings.Select(sighting => sighting.TrackId)];
        }

        return ids;
    }
}
