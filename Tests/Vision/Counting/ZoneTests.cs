using System.Numerics;
using Vitrine.Vision.Counting;
using Xunit;

namespace Vitrine.Tests.Vision.Counting;

public sealed class ZoneTests
{
    private static readonly Vector2 Picture = new(200, 100);

    /// <summary>An L: the left half, and the lower half of the right.</summary>
    private static readonly Zone Bent = new(
        "bent",
        [new(0, 0), new(0.5f, 0), new(0.5f, 0.5f), new(1, 0.5f), new(1, 1), new(0, 1)]
    );

    [Theory]
    [InlineData(50, 20, true)]
    [InlineData(50, 80, true)]
    [InlineData(150, 80, true)]
    [InlineData(150, 20, false)]
    [InlineData(-1, 20, false)]
    [InlineData(201, 80, false)]
    public void A_point_is_inside_or_not(float x, float y, bool inside) =>
        Assert.Equal(inside, Bent.Contains(new Vector2(x, y), Picture));

    [Theory]
    [InlineData(150, 40, 10)]
    [InlineData(110, 30, 10)]
    [InlineData(103, 46, 3)]
    [InlineData(203, 104, 5)]
    public void The_distance_is_that_to_the_nearest_side(float x, float y, float pixels) =>
        Assert.Equal(pixels, Bent.Distance(new Vector2(x, y), Picture), 3);

    [Fact]
    public void Every_point_is_in_exactly_one_of_two_zones_that_share_a_side()
    {
        Zone left = new("left", [new(0, 0), new(0.4f, 0), new(0.6f, 1), new(0, 1)]);
        Zone right = new("right", [new(0.4f, 0), new(1, 0), new(1, 1), new(0.6f, 1)]);

        for (var y = 0.5f; y < 100; y++)
        {
            for (var x = 0.5f; x < 200; x++)
            {
                Assert.NotEqual(left.Contains(new Vector2(x, y), Picture), right.Contains(new Vector2(x, y), Picture));
            }
        }
    }
}
