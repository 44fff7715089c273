using System.Collections.Immutable;
using Vitrine.Dataflow;
using Vitrine.Vision.Detection;
using Vitrine.Vision.Tracking;

namespace Vitrine.Vision.Attributes;

/// <summary>
/// Chooses the faces to classify. In: frames with people, in order. Out: the same frames with the faces that are due.
/// Remembers how often each was classified, so it works alone and is kept across restarts.
/// </summary>
/// <param name="options">How often one person is classified.</param>
public sealed class ChooseStage(ClassificationOptions options) : IStage<TrackedFrame, DueFrame>
{
    private ClassificationPolicy policy = ClassificationPolicy.Empty;

    /// <inheritdoc />
    public DueFrame Process(TrackedFrame input)
    {
        if (options.EveryFace)
        {
            return new DueFrame(input, EveryFace(input.Detected.Faces, input.Step));
        }

        (policy, var due) = policy.Advance(input.Step, options);
        return new DueFrame(input, due);
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
