using System.Collections.Immutable;
using Vitrine.Classification;
using Vitrine.Dataflow.Stages;
using Vitrine.Detection;

namespace Vitrine.Tracking;

/// <summary>
/// The tracker's node. In: frames with faces, in order. Out: the same frames with who is where, and whose face is due for
/// classification. Remembers the people in view, so it works alone.
/// </summary>
public sealed class TrackStage(TrackerOptions options, ClassificationOptions classification)
    : IStage<DetectedFrame, TrackedFrame>
{
    private TrackerState state = TrackerState.Empty;
    private ClassificationPolicy policy = ClassificationPolicy.Empty;

    /// <inheritdoc />
    public TrackedFrame Process(DetectedFrame input)
    {
        var pixels = input.Frame.Pixels;
        var size = new FrameSize(pixels.Width, pixels.Height);
        var step = state.Advance(input.Frame.Time, input.Faces.AsSpan(), size, options);
        var picked = policy.Advance(step, classification);
        (state, policy) = (step.State, picked.Policy);
        return new TrackedFrame(input, step, classification.EveryFace ? EveryFace(input.Faces, step) : picked.Due);
    }

    /// <inheritdoc />
    public void Dispose() { }

    /// <summary>Also the faces that are nobody's: doubles, and those too weak to begin a track.</summary>
    private static ImmutableArray<Sighting> EveryFace(ImmutableArray<FaceDetection> faces, TrackerStep step)
    {
        var followed = step.Sightings.Select(sighting => sighting.Face).ToHashSet();
        var others = faces.Where(face => !followed.Contains(face));
        return [.. step.Sightings, .. others.Select(face => new Sighting(Sighting.Nobody, face, Confirmed: false))];
    }
}
