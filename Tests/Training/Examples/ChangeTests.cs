using CsCheck;
using Vitrine.Training.Examples;
using Vitrine.Vision;
using Xunit;

namespace Vitrine.Tests.Training.Examples;

public sealed class ChangeTests
{
    private static readonly Change None = Change.Draw(Augmentation.None, new Random(1));
    private static readonly Box Face = new(30, 20, 40, 60);

    private static readonly Augmentation Much = new()
    {
        Rotation = 20,
        Shift = 0.1,
        Scale = 0.2,
        Shear = 0.15,
        Flip = 0.5,
        Jitter = 0.3,
        Erasing = 0.5,
    };

    [Fact]
    public void Limits_hold_and_are_nearly_reached()
    {
        var random = new Random(4);
        Change[] drawn = [.. Enumerable.Range(0, 2000).Select(_ => Change.Draw(Much, random))];

        AssertFills(drawn.Select(change => change.Rotation), -20, 20);
        AssertFills(drawn.Select(change => change.ShiftX), -0.1, 0.1);
        AssertFills(drawn.Select(change => change.ShiftY), -0.1, 0.1);
        AssertFills(drawn.Select(change => change.Scale), 0.8, 1.2);
        AssertFills(drawn.Select(change => change.Shear), -0.15, 0.15);
        AssertFills(drawn.Select(change => change.Brightness), -0.15, 0.15);
        AssertFills(drawn.Select(change => change.Contrast), 0.7, 1.3);
        AssertFills(drawn.Select(change => change.Saturation), 0.7, 1.3);
        Assert.InRange(drawn.Count(change => change.Mirrored), 900, 1100);
        Assert.InRange(drawn.Count(change => change.Erased is not null), 900, 1100);
    }

    [Fact]
    public void What_is_erased_lies_in_the_crop_and_is_2_to_20_percent_of_it()
    {
        var random = new Random(4);
        Box[] erased =
        [
            .. Enumerable.Range(0, 1000).Select(_ => Change.Draw(Much with { Erasing = 1 }, random).Erased!.Value),
        ];

        AssertFills(erased.Select(box => (double)box.Area), 0.02, 0.2);
        AssertFills(erased.Select(box => Math.Log2(box.Width / box.Height)), -1, 1);
        Assert.All(
            erased,
            box => Assert.True(box is { X: >= 0, Y: >= 0 } && box.X + box.Width <= 1 && box.Y + box.Height <= 1)
        );
    }

    [Fact]
    public void The_same_seed_draws_the_same_changes_and_another_others()
    {
        Assert.Equal(Some(seed: 3), Some(seed: 3));
        Assert.NotEqual(Some(seed: 3), Some(seed: 4));
    }

    [Fact]
    public void Without_limits_nothing_changes()
    {
        Assert.Equal(
            new double[,]
            {
                { 1, 0, 0 },
                { 0, 1, 0 },
            },
            None.About(Face)
        );
        Assert.Equal((7, 8, 9), Coloured(None, 7, 8, 9));
        Assert.Null(None.Erased);
    }

    [Fact]
    public void Whatever_else_changes_the_faces_centre_stays_where_nothing_shifts() =>
        Gen.Int.Sample(seed =>
        {
            var change = Change.Draw(Much with { Shift = 0 }, new Random(seed));
            AssertNear((Face.CentreX, Face.CentreY), Placed(change, Face.CentreX, Face.CentreY));
        });

    [Fact]
    public void A_shift_is_in_shares_of_the_face()
    {
        var shifted = None with { ShiftX = 0.25, ShiftY = -0.5 };

        AssertNear((5 + 10, 6 - 30), Placed(shifted, 5, 6));
    }

    [Fact]
    public void A_face_is_mirrored_then_sheared_then_scaled_then_turned()
    {
        // A quarter turn takes what is right of the centre below it.
        AssertNear((50, 60), Placed(None with { Rotation = 90 }, 60, 50));
        AssertNear((70, 50), Placed(None with { Scale = 2 }, 60, 50));
        AssertNear((55, 60), Placed(None with { Shear = 0.5 }, 50, 60));
        AssertNear((50, 40), Placed(None with { Rotation = 90, Mirrored = true }, 60, 50));
        // From the centre: (10, 10), mirrored (-10, 10), sheared (-5, 10), doubled (-10, 20), turned (-20, -10).
        var all = None with
        {
            Mirrored = true,
            Shear = 0.5,
            Scale = 2,
            Rotation = 90,
        };
        AssertNear((30, 40), Placed(all, 60, 60));
    }

    [Fact]
    public void Mirrored_twice_is_as_before() =>
        Gen.Select(Gen.Double[-50, 150], Gen.Double[-50, 150])
            .Sample(
                (x, y) =>
                {
                    var once = Placed(None with { Mirrored = true }, x, y);
                    AssertNear(((2 * Face.CentreX) - x, y), once);
                    AssertNear((x, y), Placed(None with { Mirrored = true }, once.X, once.Y));
                }
            );

    [Fact]
    public void Saturation_leaves_grey_alone_and_at_zero_makes_everything_grey()
    {
        foreach (var saturation in new[] { 0, 0.5, 1.7 })
        {
            AssertNear(90, Coloured(None with { Saturation = saturation }, 90, 90, 90));
        }

        // Luma of pure green.
        AssertNear(0.587 * 200, Coloured(None with { Saturation = 0 }, 0, 200, 0));
    }

    [Fact]
    public void Contrast_leaves_mid_grey_alone_and_brightness_is_a_share_of_white()
    {
        AssertNear(127.5, Coloured(None with { Contrast = 1.4 }, 127.5, 127.5, 127.5));
        AssertNear(127.5 + 20, Coloured(None with { Contrast = 2 }, 137.5, 137.5, 137.5));
        AssertNear(50 + 25.5, Coloured(None with { Brightness = 0.1 }, 50, 50, 50));
    }

    private static Change[] Some(int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, 20).Select(_ => Change.Draw(Much, random))];
    }

    private static (double X, double Y) Placed(Change change, double x, double y)
    {
        var map = change.About(Face);
        return ((map[0, 0] * x) + (map[0, 1] * y) + map[0, 2], (map[1, 0] * x) + (map[1, 1] * y) + map[1, 2]);
    }

    private static (double Blue, double Green, double Red) Coloured(
        Change change,
        double blue,
        double green,
        double red
    )
    {
        var map = change.Colour();
        double Row(int row) => (map[row, 0] * blue) + (map[row, 1] * green) + (map[row, 2] * red) + map[row, 3];
        return (Row(0), Row(1), Row(2));
    }

    private static void AssertNear((double X, double Y) wanted, (double X, double Y) given)
    {
        Assert.Equal(wanted.X, given.X, 1e-4);
        Assert.Equal(wanted.Y, given.Y, 1e-4);
    }

    private static void AssertNear(double grey, (double Blue, double Green, double Red) given)
    {
        Assert.Equal(grey, given.Blue, 1e-3);
        Assert.Equal(grey, given.Green, 1e-3);
        Assert.Equal(grey, given.Red, 1e-3);
    }

    private static void AssertFills(IEnumerable<double> values, double least, double most)
    {
        double[] all = [.. values];
        var slack = 0.02 * (most - least);
        Assert.InRange(all.Min(), least - 1e-6, least + slack);
        Assert.InRange(all.Max(), most - slack, most + 1e-6);
    }
}
