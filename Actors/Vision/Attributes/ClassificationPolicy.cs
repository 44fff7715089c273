using System.Collections.Immutable;
using Vitrine.Vision.Tracking;

namespace Vitrine.Vision.Attributes;

/// <summary>
/// Which faces are worth the classifiers' time: a visitor's first face once confirmed, then a few more, at once when
/// the face has come closer, else after 1, 2, 4, 8 … sightings. Each frame makes the next policy out of this one.
/// </summary>
public sealed record ClassificationPolicy
{
    private ClassificationPolicy() { }

    /// <summary>Nobody classified yet.</summary>
    public static ClassificationPolicy Empty { get; } = new();

    /// <summary>The visitors classified who have not left yet.</summary>
    public ImmutableArray<Ballot> Ballots { get; private init; } = [];

    /// <summary>Picks from one frame, and forgets who left in it.</summary>
    /// <param name="step">What the tracker made of the frame.</param>
    /// <param name="options">How often one person is classified.</param>
    public ClassificationStep Advance(in TrackerStep step, ClassificationOptions options)
    {
        return step.Sightings.IsEmpty && step.Ended.IsEmpty
            ? new ClassificationStep(this, [])
            : Pick(step.Sightings, step.Ended, options);
    }

    private ClassificationStep Pick(
        ImmutableArray<Sighting> sightings,
        ImmutableArray<Track> ended,
        ClassificationOptions options
    )
    {
        var ballots = Ballots.RemoveAll(ballot => ended.Any(track => track.Id == ballot.TrackId)).ToBuilder();
        var due = ImmutableArray.CreateBuilder<Sighting>();
        foreach (var sighting in sightings.Where(sighting => sighting.Confirmed))
        {
            var box = sighting.Face.Box;
            var index = IndexOf(ballots, sighting.TrackId);
            if (index < 0)
            {
                ballots.Add(Ballot.First(sighting));
                due.Add(sighting);
            }
            else if (ballots[index].IsDue(box, options))
            {
                ballots[index] = ballots[index].Voted(box);
                due.Add(sighting);
            }
            else
            {
                ballots[index] = ballots[index].Passed();
            }
        }

        var policy = new ClassificationPolicy { Ballots = ballots.DrainToImmutable() };
        return new ClassificationStep(policy, due.DrainToImmutable());
    }

    private static int IndexOf(ImmutableArray<Ballot>.Builder ballots, int trackId)
    {
        for (var i = 0; i < ballots.Count; i++)
        {
            if (ballots[i].TrackId == trackId)
            {
                return i;
            }
        }

        return -1;
    }
}
