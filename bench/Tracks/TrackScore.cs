using Vitrine.Vision;

namespace Vitrine.Bench.Tracks;

/// <summary>
/// How well tracks are followed, as the field scores it. Two boxes are alike by their intersection over union.
/// </summary>
/// <param name="Hota">
/// 0 to 1: root of detection times association, mean over the likenesses 0.05 to 0.95 (Luiten et al., "HOTA", IJCV 2021).
/// </param>
/// <param name="Detection">Its part for what was found.</param>
/// <param name="Association">Its part for whose it is.</param>
/// <param name="Idf1">Share of the boxes whose track is the right one over its whole life (Ristani et al., ECCV 2016).</param>
/// <param name="Mota">1 less misses, false boxes and switches, a true box (Bernardin and Stiefelhagen, 2008).</param>
/// <param name="Switches">Times that somebody was followed as another than before.</param>
internal sealed record TrackScore(
    double Hota,
    double Detection,
    double Association,
    double Idf1,
    double Mota,
    int Switches
)
{
    private const double Alike = 0.5;

    /// <summary>Of a sequence, in order. Ids may be used again in another sequence, but not within one.</summary>
    public static TrackScore Of(IReadOnlyList<TrackFrame> frames)
    {
        var pairs = new TrackPairs(frames);
        var levels = Enumerable.Range(1, 19).Select(step => Hotas(frames, pairs, step / 20.0)).ToArray();
        var (mota, switches) = Motas(frames);
        return new TrackScore(
            levels.Average(level => Math.Sqrt(level.Detection * level.Association)),
            levels.Average(level => level.Detection),
            levels.Average(level => level.Association),
            pairs.Idf1(Alike),
            mota,
            switches
        );
    }

    private static (double Detection, double Association) Hotas(
        IReadOnlyList<TrackFrame> frames,
        TrackPairs pairs,
        double alike
    )
    {
        var (hits, all, together) = (0, 0, new Dictionary<(long, long), int>());
        foreach (var frame in frames)
        {
            all += frame.True.Count + frame.Followed.Count;
            var matched = TrackPairs.Best(
                frame.True.Count,
                frame.Followed.Count,
                (t, f) => pairs.Overall(frame.True[t].Id, frame.Followed[f].Id) * Overlap(frame, t, f)
            );
            foreach (var (t, f) in matched.Where(pair => Overlap(frame, pair.Row, pair.Column) >= alike))
            {
                hits++;
                var key = (frame.True[t].Id, frame.Followed[f].Id);
                together[key] = together.GetValueOrDefault(key) + 1;
            }
        }

        var association = together.Sum(pair =>
            (double)pair.Value * pair.Value / (pairs.True(pair.Key.Item1) + pairs.Followed(pair.Key.Item2) - pair.Value)
        );
        return ((double)hits / Math.Max(1, all - hits), association / Math.Max(1, hits));
    }

    private static (double Mota, int Switches) Motas(IReadOnlyList<TrackFrame> frames)
    {
        var (wrong, all, switches, before) = (0, 0, 0, new Dictionary<long, long>());
        foreach (var frame in frames)
        {
            // Whoever was followed as the same before is so now, where that is possible at all.
            var matched = TrackPairs
                .Best(
                    frame.True.Count,
                    frame.Followed.Count,
                    (t, f) =>
                        Overlap(frame, t, f) < Alike ? 0
                        : before.TryGetValue(frame.True[t].Id, out var was) && was == frame.Followed[f].Id ? 1000
                        : Overlap(frame, t, f)
                )
                .ToArray();
            foreach (var (t, f) in matched)
            {
                var (person, track) = (frame.True[t].Id, frame.Followed[f].Id);
                switches += before.TryGetValue(person, out var was) && was != track ? 1 : 0;
                before[person] = track;
            }

            all += frame.True.Count;
            wrong += frame.True.Count + frame.Followed.Count - (2 * matched.Length);
        }

        return (1 - ((double)(wrong + switches) / Math.Max(1, all)), switches);
    }

    private static double Overlap(TrackFrame frame, int person, int track) =>
        frame.True[person].Box.IntersectionOverUnion(frame.Followed[track].Box);
}

/// <summary>One frame: who is truly there, and who was followed.</summary>
internal sealed record TrackFrame(IReadOnlyList<TrackBox> True, IReadOnlyList<TrackBox> Followed);

/// <summary>A face in a frame.</summary>
/// <param name="Id">Whose.</param>
/// <param name="Box">In pixels.</param>
internal readonly record struct TrackBox(long Id, Box Box);
