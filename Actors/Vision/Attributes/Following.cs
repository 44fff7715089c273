using System.Collections.Immutable;
using Vitrine.Vision.Tracking;

namespace Vitrine.Vision.Attributes;

/// <summary>
/// What the tracker's node remembers: the people in view, and how often each was classified. Takes pictures in order. Pure but
/// for what it writes into the picture's observation.
/// </summary>
public readonly record struct Following
{
    /// <summary>Nobody is followed yet.</summary>
    public Following() { }

    private TrackerState People { get; init; } = TrackerState.Empty;

    private ClassificationPolicy Policy { get; init; } = ClassificationPolicy.Empty;

    /// <summary>Makes people of the picture's faces, and chooses whose face is to be classified now.</summary>
    /// <param name="picture">The next picture; gets <see cref="Observation.People"/> and <see cref="Observation.Due"/>.</param>
    /// <param name="tracking">How faces become people.</param>
    /// <param name="classification">How often one person is classified.</param>
    public Following Advance(Observation picture, TrackerOptions tracking, ClassificationOptions classification)
    {
        var step = People.Advance(
            picture.Frame.Time,
            picture.Faces.AsSpan(),
            picture.Size,
            tracking,
            picture.Frame.Round
        );
        picture.People = step;
        var policy = Policy;
        if (classification.EveryFace)
        {
            picture.Due = EveryFace(picture);
        }
        else
        {
            (policy, picture.Due) = policy.Advance(step, classification);
        }

        return new Following { People = step.State, Policy = policy };
    }

    /// <summary>Also the faces that are nobody's: doubles, and those too weak to begin a track.</summary>
    private static ImmutableArray<Sighting> EveryFace(Observation picture)
    {
        var followed = picture.People.Sightings.Select(sighting => sighting.Face).ToHashSet();
        var others = picture.Faces.Where(face => !followed.Contains(face));
        return
        [
            .. picture.People.Sightings,
            .. others.Select(face => new Sighting(Sighting.Nobody, face, Confirmed: false)),
        ];
    }
}
