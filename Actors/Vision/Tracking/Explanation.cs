namespace Vitrine.Vision.Tracking;

/// <summary>How a track came to a face, if that face is its own.</summary>
/// <param name="Motion">Where the track was expected, as of the face's frame.</param>
/// <param name="Distance">From there to the face's centre, in face sizes.</param>
/// <param name="Cost">
/// -2 ln of the likelihood of the face's place, up to a constant, in face sizes: d²/s² + 2 ln s², s² the innovation's
/// variance. The second term keeps a track long unseen, which could be anywhere, from taking the face of one just seen.
/// </param>
internal readonly record struct Explanation(Motion Motion, float Distance, float Cost)
{
    /// <summary>A change of pace in one look of fifty: -2 ln 0.02.</summary>
    private const float PaceChangeCost = 8;

    /// <summary>
    /// The likelier of two: the person continued as before, or changed pace (stopped, started, turned) since last seen. A
    /// filter with one motion that is loose enough for the second would lose people in the first, which is nearly
    /// always true.
    /// </summary>
    public static Explanation Likelier(Track track, Box face, TimeSpan time, TrackerOptions options)
    {
        var size = track.Size;
        var wentOn = Of(track.Expected(time, options), face, size, options);
        var restarted = Motion.Begin(track.Motion.X, track.Motion.Y, size, options);
        var changed = Of(restarted.After(track.Unseen(time), size, options), face, size, options);
        return changed.Cost + PaceChangeCost < wentOn.Cost
            ? changed with
            {
                Cost = changed.Cost + PaceChangeCost,
            }
            : wentOn;
    }

    private static Explanation Of(Motion expected, Box face, float size, TrackerOptions options)
    {
        var (dx, dy) = ((face.CentreX - expected.X) / size, (face.CentreY - expected.Y) / size);
        var squared = (dx * dx) + (dy * dy);
        var variance = expected.InnovationVariance(size, options) / (size * size);
        return new Explanation(expected, MathF.Sqrt(squared), (squared / variance) + (2 * MathF.Log(variance)));
    }
}
