using Vitrine.Training.Data;
using Vitrine.Training.Preparation;
using Vitrine.Vision;
using Xunit;

namespace Vitrine.Tests.Training.Preparation;

public sealed class TwinsTests
{
    private static readonly Box Left = new(0, 0, 50, 50);
    private static readonly Box Right = new(60, 0, 50, 50);

    [Fact]
    public void Twins_that_agree_are_kept() =>
        Expect(new TwinCounts(1, 0), [null, null, null], Face("a"), Face("b"), Face("other", content: "2", age: 4));

    [Theory]
    [InlineData(29, 0)]
    [InlineData(30, 1)]
    public void Twins_that_disagree_are_dropped_with_all_of_their_group(int age, int gender) =>
        Expect(
            new TwinCounts(0, 1),
            [Reason.TwinsDisagree, Reason.TwinsDisagree, Reason.TwinsDisagree],
            Face("a"),
            Face("b"),
            Face("c", age: age, gender: gender)
        );

    [Fact]
    public void A_missing_label_contradicts_nothing() =>
        Expect(new TwinCounts(1, 0), [null, null], Face("a"), Face("b", age: null));

    [Fact]
    public void A_group_contradicts_another_group()
    {
        var one = Face("a", age: null);
        Expect(
            new TwinCounts(0, 1),
            [Reason.TwinsDisagree, Reason.TwinsDisagree],
            one with
            {
                Face = one.Face! with { Group = 3 },
            },
            one with
            {
                Face = one.Face! with { Group = 4 },
            }
        );
    }

    [Fact]
    public void A_file_that_is_listed_twice_is_kept_once() =>
        Expect(new TwinCounts(0, 0), [null, Reason.ListedTwice], Face("a"), Face("a"));

    [Fact]
    public void Two_people_in_one_picture_may_differ() =>
        Expect(new TwinCounts(0, 0), [null, null], Face("a", box: Left), Face("a", age: 5, box: Right));

    [Fact]
    public void A_dropped_point_is_nobodys_twin() =>
        Expect(
            new TwinCounts(0, 0),
            [null, Reason.NoLabel],
            Face("a"),
            Face("b", age: 5) with
            {
                Dropped = Reason.NoLabel,
            }
        );

    private static void Expect(TwinCounts counts, string?[] dropped, params DataPoint[] points)
    {
        var resolved = Twins.Resolve(points);

        Assert.Equal(dropped, resolved.Points.Select(point => point.Dropped));
        Assert.Equal(counts, resolved.Counts);
    }

    private static DataPoint Face(string file, string content = "1", int? age = 30, int gender = 0, Box? box = null) =>
        Points.Of(file, content, age, gender, box);
}
