using CsCheck;
using Vitrine.Vision;
using Xunit;

namespace Vitrine.Tests.Vision;

public sealed class BoxTests
{
    private static readonly Gen<Box> AnyBox = Gen.Select(
        Gen.Float[-100, 100],
        Gen.Float[-100, 100],
        Gen.Float[0, 80],
        Gen.Float[0, 80],
        (x, y, width, height) => new Box(x, y, width, height)
    );

    /// <summary>In whole pixels, so that they can be counted.</summary>
    private static readonly Gen<Box> PixelBox = Gen.Select(
        Gen.Int[0, 12],
        Gen.Int[0, 12],
        Gen.Int[1, 8],
        Gen.Int[1, 8],
        (x, y, width, height) => new Box(x, y, width, height)
    );

    [Fact]
    public void Overlap_is_a_share_and_the_same_from_either_side() =>
        Gen.Select(AnyBox, AnyBox)
            .Sample(
                (one, other) =>
                {
                    Assert.InRange(one.IntersectionOverUnion(other), 0f, 1.0001f);
                    Assert.Equal(one.IntersectionOverUnion(other), other.IntersectionOverUnion(one));
                }
            );

    [Fact]
    public void A_box_overlaps_itself_wholly() =>
        AnyBox.Where(box => box.Area > 1).Sample(box => Assert.Equal(1f, box.IntersectionOverUnion(box), 3));

    [Fact]
    public void Overlap_is_what_counting_pixels_gives() =>
        Gen.Select(PixelBox, PixelBox)
            .Sample(
                (one, other) =>
                {
                    var (mine, theirs) = (Pixels(one), Pixels(other));
                    var expected = (float)mine.Intersect(theirs).Count() / mine.Union(theirs).Count();
                    Assert.Equal(expected, one.IntersectionOverUnion(other), 4);
                }
            );

    [Fact]
    public void Boxes_that_only_touch_do_not_overlap() =>
        Assert.Equal(0, new Box(0, 0, 10, 10).IntersectionOverUnion(new Box(10, 0, 10, 10)));

    [Fact]
    public void Nothing_overlaps_an_empty_box() =>
        Assert.Equal(0, new Box(5, 5, 0, 0).IntersectionOverUnion(new Box(5, 5, 0, 0)));

    private static HashSet<(int X, int Y)> Pixels(Box box) =>
        [
            .. from x in Enumerable.Range((int)box.X, (int)box.Width)
            from y in Enumerable.Range((int)box.Y, (int)box.Height)
            select (x, y),
        ];
}
