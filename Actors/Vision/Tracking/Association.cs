using System.Collections.Immutable;
using Vitrine.Vision.Detection;

namespace Vitrine.Vision.Tracking;

/// <summary>
/// Decides which track each face belongs to: the assignment of least cost, as in SORT (Bewley et al. 2016), but with
/// the likelihood of the face's place and size for a cost in place of the overlap, since between rare looks a walking
/// face leaves its old box behind.
/// </summary>
internal static class Association
{
    /// <summary>
    /// A pair that costs more is none: a newcomer, whose face has a likelihood of e^(-12/2), one in 400, per square
    /// face size, explains the face better than this track does.
    /// </summary>
    private const float NewcomerCost = 12;

    private const float Impossible = 1e4f;

    /// <summary>Standard deviation of the logarithm of a face's size between two looks.</summary>
    private const float SizeNoise = 0.2f;

    /// <summary>For each face the index of its track, or -1.</summary>
    public static int[] Match(
        IReadOnlyList<Track> tracks,
        ImmutableArray<FaceDetection> faces,
        TimeSpan time,
        TrackerOptions options
    )
    {
        // A column more for every face, so that each may also stay alone.
        var costs = new float[faces.Length, tracks.Count + faces.Length];
        for (var face = 0; face < faces.Length; face++)
        {
            for (var column = 0; column < tracks.Count + faces.Length; column++)
            {
                costs[face, column] =
                    column < tracks.Count ? Cost(tracks[column], faces[face].Box, time, options) : NewcomerCost;
            }
        }

        var columnOf = Assignment.Solve(costs);
        for (var face = 0; face < columnOf.Length; face++)
        {
            if (columnOf[face] >= tracks.Count)
            {
                columnOf[face] = -1;
            }
        }

        return columnOf;
    }

    /// <summary>
    /// -2 ln of the likelihood of the face's place and size, up to a constant; impossible outside the gates.
    /// </summary>
    private static float Cost(Track track, Box face, TimeSpan time, TrackerOptions options)
    {
        var growth = MathF.Abs(MathF.Log(MathF.Sqrt(face.Area) / track.Size));
        if (growth > MathF.Log(options.SizeRatio) * (1 + track.Unseen(time)))
        {
            return Impossible;
        }

        var explanation = Explanation.Likelier(track, face, time, options);
        var relativeGrowth = growth / SizeNoise;
        return explanation.Distance > options.Reach ? Impossible : explanation.Cost + (relativeGrowth * relativeGrowth);
    }
}
