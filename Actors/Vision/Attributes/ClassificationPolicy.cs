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

/// <summary>What one frame asks of the classifiers. A value type, so that an empty frame allocates nothing.</summary>
/// <param name="Policy">The policy after this frame.</param>
/// <param name="Due">The sightings to classify now, in the tracker's order.</param>
public readonly record struct ClassificationStep(ClassificationPolicy Policy, ImmutableArray<Sighting> Due);

/// <summary>The votes asked for about one visitor.</summary>
/// <param name="TrackId">The visitor's <see cref="Track.Id"/>.</param>
/// <param name="Votes">How many, 1 or more.</param>
/// <param name="LargestWidth">Width of the largest face among them, in pixels.</param>
/// <param name="Waited">Sightings since the last one.</param>
public readonly record struct Ballot(int TrackId, int Votes, float LargestWidth, int Waited)
{
    internal static Ballot First(Sighting sighting) => new(sighting.TrackId, 1, sighting.Face.Box.Width, 0);

    /// <summary>
    /// The n-th vote waits for 2^(n-2) sightings: faces that follow each other are nearly the same picture.
    /// </summary>
    internal bool IsDue(Box face, ClassificationOptions options) =>
        Votes < options.MaxVotes
        && (face.Width >= options.Growth * LargestWidth || Waited + 1 >= 1 << Math.Min(Votes - 1, 30));

    internal Ballot Voted(Box face) =>
        this with
        {
            Votes = Votes + 1,
            LargestWidth = MathF.Max(LargestWidth, face.Width),
            Waited = 0,
        };

    internal Ballot Passed() => this with { Waited = Waited + 1 };
}
