using Vitrine.Vision.Tracking;

namespace Vitrine.Vision.Attributes;

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
