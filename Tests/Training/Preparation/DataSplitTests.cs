using CsCheck;
using Vitrine.Training.Preparation;
using Xunit;

namespace Vitrine.Tests.Training.Preparation;

public sealed class DataSplitTests
{
    [Fact]
    public void The_parts_of_any_number_are_its_shares_rounded()
    {
        for (var faces = 0; faces < 500; faces++)
        {
            var parts = DataSplit.Parts(faces);

            Assert.Equal(faces, parts.Sum());
            Assert.All(
                parts.Zip(DataSplit.Shares),
                part => Assert.True(Math.Abs(part.First - (faces * part.Second / 100.0)) < 1)
            );
        }
    }

    [Fact]
    public void Every_stratum_is_split_exactly()
    {
        var points = Enumerable.Range(0, 300).Select(i => Points.Of($"f{i}", $"c{i}", i % 3 * 5, i % 2)).ToArray();

        var sides = DataSplit.Assign(points, 1);

        Assert.All(
            points.Zip(sides).GroupBy(point => Stratum.Of(point.First.Face!)),
            stratum => Assert.Equal(DataSplit.Parts(50), Count(stratum.Select(point => point.Second)))
        );
    }

    [Fact]
    public void Where_age_and_gender_are_unknown_each_other_label_is_split_exactly()
    {
        var points = Enumerable
            .Range(0, 300)
            .Select(i => Points.Of($"f{i}", $"c{i}", null, null))
            .Select((p, i) => p with { Face = p.Face! with { Others = Mood(i % 6 == 0 ? "high" : "low") } })
            .ToArray();

        var sides = DataSplit.Assign(points, 1);

        Assert.All(
            points.Zip(sides).GroupBy(point => point.First.Face!.Others["mood"]),
            label => Assert.Equal(DataSplit.Parts(label.Count()), Count(label.Select(point => point.Second)))
        );

        static Dictionary<string, string> Mood(string label) => new() { ["mood"] = label };
    }

    [Fact]
    public void No_picture_and_no_subject_is_on_two_sides() =>
        Points.Any.Sample(
            points =>
            {
                var sides = points.Zip(DataSplit.Assign(points, 3)).ToArray();

                Assert.All(
                    sides.GroupBy(p => p.First.Content),
                    same => Assert.Single(same.Select(p => p.Second).Distinct())
                );
                Assert.All(
                    sides.Where(p => p.First.Face!.Subject is not null).GroupBy(p => p.First.Face!.Subject),
                    same => Assert.Single(same.Select(p => p.Second).Distinct())
                );
            },
            iter: 200
        );

    [Fact]
    public void The_order_of_files_does_not_matter() =>
        Points.Any.Sample(
            points =>
            {
                var reversed = DataSplit.Assign([.. points.Reverse()], 3).Reverse();

                Assert.Equal(DataSplit.Assign(points, 3), reversed);
            },
            iter: 200
        );

    [Fact]
    public void Another_seed_is_another_split()
    {
        var points = Enumerable.Range(0, 100).Select(i => Points.Of($"f{i}", $"c{i}", 30, 0)).ToArray();

        Assert.NotEqual(DataSplit.Assign(points, 1), DataSplit.Assign(points, 2));
        Assert.Equal(DataSplit.Assign(points, 1), DataSplit.Assign(points, 1));
    }

    [Fact]
    public void Leaving_one_face_out_moves_at_most_one_at_each_cut()
    {
        var points = Enumerable.Range(0, 200).Select(i => Points.Of($"f{i}", $"c{i}", 30, 0)).ToArray();
        var all = DataSplit.Assign(points, 1);

        for (var left = 0; left < points.Length; left += 17)
        {
            var fewer = DataSplit.Assign([.. points.Where((_, i) => i != left)], 1);
            var moved = all.Where((_, i) => i != left).Zip(fewer).Count(side => side.First != side.Second);

            Assert.InRange(moved, 0, 2);
        }
    }

    [Fact]
    public void Subjects_of_many_faces_come_near_the_shares_in_every_stratum()
    {
        var points = (
            from subject in Enumerable.Range(0, 120)
            from face in Enumerable.Range(0, 1 + (subject * 7 % 40))
            let point = Points.Of(
                $"{subject}/{face}",
                $"{subject}/{face}",
                5 * ((subject + (face / 20)) % 3),
                subject % 2
            )
            select point with
            {
                Face = point.Face! with { Subject = $"s{subject}" },
            }
        ).ToArray();

        var sides = DataSplit.Assign(points, 5);

        foreach (var stratum in points.Zip(sides).GroupBy(point => point.First.Face!.Group))
        {
            var counts = Count(stratum.Select(point => point.Second));
            Assert.All(
                counts.Zip(DataSplit.Shares),
                part => Assert.InRange(100.0 * part.First / counts.Sum(), part.Second - 4, part.Second + 4)
            );
        }
    }

    private static int[] Count(IEnumerable<Side> sides)
    {
        var all = sides.ToArray();
        return [.. Enum.GetValues<Side>().Select(side => all.Count(s => s == side))];
    }
}
