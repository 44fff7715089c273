using Vitrine.Bench.Tracks;
using Vitrine.Vision;
using Xunit;

namespace Vitrine.Tests.Bench;

/// <summary>Sequences so short that the scores can be worked out by hand.</summary>
public sealed class TrackScoreTests
{
    private static readonly Box Left = new(0, 0, 10, 10);
    private static readonly Box Right = new(100, 0, 10, 10);

    [Fact]
    public void Who_is_followed_without_an_error_scores_one()
    {
        var score = TrackScore.Of([.. Enumerable.Repeat(Frame([(1, Left), (2, Right)], [(7, Left), (8, Right)]), 5)]);

        Assert.Equal(new TrackScore(1, 1, 1, 1, 1, 0), score);
    }

    [Fact]
    public void One_followed_as_two_is_found_but_half_right_and_switched_once()
    {
        var frames = Enumerable.Range(0, 10).Select(n => Frame([(1, Left)], [(n < 5 ? 7 : 8, Left)]));

        var score = TrackScore.Of([.. frames]);

        // Each box is with its own 5 of 10 + 5 - 5.
        AssertNear([1, 0.5, Math.Sqrt(0.5), 0.5, 0.9, 1], score);
    }

    [Fact]
    public void Who_is_missed_and_who_is_not_there_both_cost()
    {
        var score = TrackScore.Of([Frame([(1, Left)], [(7, Left)]), Frame([(1, Left)], []), Frame([], [(7, Right)])]);

        Assert.Equal(1 / 3.0, score.Detection, 6);
        Assert.Equal(0.5, score.Idf1, 6);
        Assert.Equal(0, score.Mota, 6);
    }

    [Fact]
    public void Boxes_count_as_far_as_they_are_alike()
    {
        // Intersection 5 x 10 of a union of 15 x 10: alike for the levels 0.05 to 0.3.
        var score = TrackScore.Of([Frame([(1, Left)], [(7, Left with { X = 5 })])]);

        AssertNear([6 / 19.0, 6 / 19.0, 6 / 19.0, 0, -1, 0], score);
    }

    /// <summary>Detection, association, HOTA, IDF1, MOTA, switches.</summary>
    private static void AssertNear(double[] wanted, TrackScore score) =>
        Assert.Equal(
            wanted,
            [score.Detection, score.Association, score.Hota, score.Idf1, score.Mota, score.Switches],
            (one, other) => Math.Abs(one - other) < 1e-6
        );

    private static TrackFrame Frame((long, Box)[] real, (long, Box)[] followed) =>
        new(
            [.. real.Select(box => new TrackBox(box.Item1, box.Item2))],
            [.. followed.Select(box => new TrackBox(box.Item1, box.Item2))]
        );
}
