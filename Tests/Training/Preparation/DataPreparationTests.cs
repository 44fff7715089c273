using CsCheck;
using Vitrine.Training.Data;
using Vitrine.Training.Preparation;
using Vitrine.Wire;
using Xunit;

namespace Vitrine.Tests.Training.Preparation;

public sealed class DataPreparationTests
{
    private static readonly Gen<DataPoint[]> Enough = Points.Any.Select(points =>
        (DataPoint[])[.. points, .. Enumerable.Range(0, 20).Select(i => Points.Of($"sure{i}", $"sure{i}", 30, 0))]
    );

    [Fact]
    public void Every_data_point_is_kept_or_dropped_for_one_reason() =>
        Gen.Select(Enough, Gen.Bool)
            .Sample(
                (points, keepBetween) =>
                {
                    var prepared = Decide(points, keepBetween);
                    var report = prepared.Report;

                    Assert.Equal(points.Length, report.Rows);
                    Assert.Equal(report.Rows, report.Kept + report.Dropped.Values.Sum());
                    Assert.Equal(report.Kept, report.Lists.Values.Sum(list => list.Faces));
                    Assert.All(
                        report.Lists.Values,
                        list => Assert.Equal(list.Faces, list.Counts.Values.Sum(row => row.Values.Sum()))
                    );
                    Assert.Equal(
                        prepared.Points.Where(p => p.Dropped is null).Select(p => p.Face!).ToHashSet(),
                        prepared.Lists.Values.SelectMany(list => list).ToHashSet()
                    );
                },
                iter: 200
            );

    [Fact]
    public void Keeping_ages_between_groups_moves_no_other_face() =>
        Enough
            .Select(WithoutTwinsBetween)
            .Sample(
                points =>
                {
                    var without = Decide(points, keepBetween: false).Lists;
                    var with = Decide(points, keepBetween: true).Lists;

                    Assert.All(without, list => Assert.Equal(list.Value, with[list.Key].Where(IsNotBetween)));
                },
                iter: 200
            );

    [Fact]
    public void The_hash_depends_on_what_was_kept_and_on_nothing_else()
    {
        DataPoint[] points = [.. Enumerable.Range(0, 40).Select(i => Points.Of($"f{i}", $"c{i}", 30, i % 2))];
        var hash = Decide(points).Report.Hash;

        Assert.Equal(hash, Decide([.. points.Reverse()]).Report.Hash);
        Assert.Equal(hash, Decide([.. points, Points.Of("x", "x", null, null)]).Report.Hash);
        Assert.Equal(
            hash,
            DataPreparation.Decide(Points.DataOf(points), new PreparationOptions { Seed = 9 }).Report.Hash
        );
        Assert.NotEqual(hash, Decide([.. points.Skip(1)]).Report.Hash);
        Assert.NotEqual(hash, Decide([.. points.Skip(1), points[0] with { Content = "changed" }]).Report.Hash);
        Assert.NotEqual(hash, Decide([.. points.Skip(1), Points.Of("f0", "c0", 31, 0)]).Report.Hash);
    }

    [Fact]
    public void Twins_are_judged_before_ages_between_groups_are_left_out()
    {
        DataPoint[] twins = [Points.Of("a", "same", 29, 0), Points.Of("b", "same", 35, 0)];
        var sure = Enumerable.Range(0, 20).Select(i => Points.Of($"f{i}", $"c{i}", 30, 0));

        Assert.Equal(new TwinCounts(0, 1), Decide([.. twins, .. sure]).Report.Twins);
    }

    [Fact]
    public void Too_little_is_refused_with_the_reasons() =>
        OneLine.Says(
            Assert
                .Throws<BadInputException>(() =>
                    Decide([Points.Of("a", "a", 30, 0), Points.Of("b", "b", 35, 0), Points.Of("c", "c", null, null)])
                )
                .Message,
            "1 of 3",
            "1 age-between-groups",
            "1 no-label"
        );

    private static bool IsNotBetween(LabelledFace face) => face.Group is not null || face.Age is null;

    // A face that is a twin of one subject and a picture of another binds both together, and must.
    private static DataPoint[] WithoutTwinsBetween(DataPoint[] points) =>
        [.. points.Select((p, i) => IsNotBetween(p.Face!) ? p : p with { Content = $"between{i}" })];

    private static PreparedLists Decide(DataPoint[] points, bool keepBetween = false) =>
        DataPreparation.Decide(Points.DataOf(points), new PreparationOptions { KeepBetween = keepBetween });
}
