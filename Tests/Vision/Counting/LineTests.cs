using System.Numerics;
using Vitrine.Vision.Counting;
using Xunit;

namespace Vitrine.Tests.Vision.Counting;

public sealed class LineTests
{
    private static readonly Vector2 Picture = new(200, 100);

    [Theory]
    [InlineData(80, 50, -20)]
    [InlineData(130, 50, 30)]
    [InlineData(100, 500, 0)]
    public void Looking_up_along_the_line_the_left_of_the_picture_is_its_left(float x, float y, float pixels) =>
        Assert.Equal(pixels, Drawn.Door.Distance(new Vector2(x, y), Picture), 3);

    [Fact]
    public void Turned_around_its_sides_are_exchanged()
    {
        var turned = new Line("door", Drawn.Door.To, Drawn.Door.From);

        Assert.Equal(20, turned.Distance(new Vector2(80, 50), Picture), 3);
    }

    [Fact]
    public void A_slanting_line_is_measured_in_pixels_not_in_parts_of_the_picture() =>
        Assert.Equal(
            100 / MathF.Sqrt(5),
            new Line("slope", new Vector2(0, 0), new Vector2(1, 1)).Distance(new Vector2(0, 50), Picture),
            3
        );

    [Theory]
    [InlineData(50, true)]
    [InlineData(1, true)]
    [InlineData(-1, false)]
    [InlineData(101, false)]
    public void It_is_crossed_between_its_ends_only(float y, bool crossed) =>
        Assert.Equal(crossed, Drawn.Door.IsCrossedBetween(new Vector2(90, y), new Vector2(120, y), Picture));
}
