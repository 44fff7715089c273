using System.Collections.Immutable;
using Vitrine.Dataflow;
using Vitrine.Vision.Tracking;

namespace Vitrine.Vision.Attributes;

/// <summary>
/// The tracker's node: follows people, and chooses whose face is to be classified now. Takes pictures in order. Remembers
/// the people in view and how often each was classified, so it works alone and is kept across restarts.
/// </summary>
/// <param name="tracking">How faces become people.</param>
/// <param name="classification">How often one person is classified.</param>
public sealed class FollowStage(TrackerOptions tracking, ClassificationOptions classification)
    : IStage<Observation, Observation>
{
    private TrackerState people = TrackerState.Empty;
    private ClassificationPolicy policy = ClassificationPolicy.Empty;

    /// <inheritdoc />
    public Observation Process(Observation input)
    {
        var step = people.Advance(input.Frame.Time, input.Faces.AsSpan(), input.Size, tracking);
        people = step.State;
        input.People = step;
        if (classification.EveryFace)
        {
            input.Due = EveryFace(input);
        }
        else
        {
            (policy, input.Due) = policy.Advance(step, classification);
        }

        return input;
    }

    /// <inheritdoc />
    public void Dispose() { }

    /// <summary>Also the faces that are nobody's: doubles, and those too weak to begin a track.</summary>
    private static ImmutableArray<Sighting> EveryFace(Observation input)
    {
        var followed = input.People.Sightings.Select(sighting => sighting.Face).ToHashSet();
        var others = input.Faces.Where(face => !followed.Contains(face));
        return
        [
            .. input.People.Sightings,
            .. others.Select(face => new Sighting(Sighting.Nobody, face, Confirmed: false)),
        ];
    }
}
