using CsCheck;
using OpenCvSharp;
using Vitrine.Models;
using Vitrine.Vision;
using Vitrine.Vision.Attributes;
using Xunit;

namespace Vitrine.Tests.Vision.Attributes;

public sealed class FacePreprocessorTests : IDisposable
{
    private static readonly ModelInput Input = new()
    {
        Name = "input",
        Width = 16,
        Height = 16,
        CropMargin = 1.25,
        Scale = 1 / 128.0,
        Mean = [10, 20, 30],
    };

    private readonly Mat picture = new(90, 120, MatType.CV_8UC3);

    public FacePreprocessorTests()
    {
        Cv2.SetTheRNG(7);
        Cv2.Randu(picture, Scalar.All(0), Scalar.All(256));
    }

    [Theory]
    [InlineData("RGB")]
    [InlineData("BGR")]
    public void Any_face_that_touches_the_picture_is_what_the_slow_way_makes_of_it(string colour)
    {
        var input = Input with { Colour = colour };
        using var preprocessor = new FacePreprocessor(input);
        var values = new float[preprocessor.Length];
        Gen.Select(Gen.Float[-20, 120], Gen.Float[-20, 90], Gen.Float[4, 70], Gen.Float[4, 70])
            .Where((x, y, width, height) => Touches(FacePreprocessor.Square(new Box(x, y, width, height), 1.25)))
            .Sample(
                (x, y, width, height) =>
                {
                    var face = new Box(x, y, width, height);
                    lock (values)
                    {
                        preprocessor.Fill(picture, face, values);
                        // OpenCV rounds to whole pixel values, on its way and at the end.
                        var slow = SlowPreprocessor.Fill(input, picture, face);
                        Assert.All(values.Zip(slow), pair => Assert.Equal(pair.Second, pair.First, 1.6 / 128));
                    }
                },
                iter: 60
            );
    }

    [Fact]
    public void The_crop_is_a_square_about_the_faces_centre_with_its_margin()
    {
        Assert.Equal(new Rect(35, 30, 50, 50), FacePreprocessor.Square(new Box(50, 35, 20, 40), 1.25));
        Assert.Equal(new Rect(-10, -10, 40, 40), FacePreprocessor.Square(new Box(0, 0, 20, 20), 2));
        Assert.Equal(1, FacePreprocessor.Square(new Box(5, 5, 0, 0), 1).Width);
    }

    [Fact]
    public void Mean_and_scale_are_taken_in_the_order_of_the_colours()
    {
        using var blue = new Mat(40, 40, MatType.CV_8UC3, new Scalar(200, 100, 50));
        var input = Input with { Scale = 1 };

        Assert.Equal([50 - 10f, 100 - 20f, 200 - 30f], Planes(blue, input));
        Assert.Equal([200 - 10f, 100 - 20f, 50 - 30f], Planes(blue, input with { Colour = "BGR" }));
    }

    [Fact]
    public void Outside_the_picture_its_edge_goes_on()
    {
        picture.SetTo(Scalar.All(0));
        picture.Rectangle(new Rect(0, 0, 1, picture.Height), Scalar.All(90), thickness: -1);

        // Just the left column of the picture is in this crop, at its right edge.
        Assert.Equal(
            [90 - 10f, 90 - 20f, 90 - 30f],
            Planes(picture, Input with { CropMargin = 1, Scale = 1 }, new Box(-15, 20, 16, 16))
        );
    }

    [Fact]
    public void A_face_that_does_not_touch_the_picture_is_refused()
    {
        using var preprocessor = new FacePreprocessor(Input);

        Assert.Throws<ArgumentOutOfRangeException>(() =>
            preprocessor.Fill(picture, new Box(500, 500, 20, 20), new float[preprocessor.Length])
        );
    }

    [Fact]
    public void Too_little_room_for_the_values_is_refused()
    {
        using var preprocessor = new FacePreprocessor(Input);

        Assert.Throws<ArgumentOutOfRangeException>(() =>
            preprocessor.Fill(picture, new Box(5, 5, 20, 20), new float[preprocessor.Length - 1])
        );
    }

    [Fact]
    public void A_face_costs_little_managed_memory_and_leaves_the_picture_as_it_was()
    {
        using var before = picture.Clone();
        using var preprocessor = new FacePreprocessor(Input with { Width = 128, Height = 128 });
        var values = new float[preprocessor.Length];
        preprocessor.Fill(picture, new Box(20, 20, 30, 30), values);
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        for (var face = 0; face < 100; face++)
        {
            preprocessor.Fill(picture, new Box(20, 20, 30, 30), values);
        }

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - allocated, 0, 100 * 1024);
        Assert.Equal(0, Cv2.Norm(before, picture));
    }

    public void Dispose() => picture.Dispose();

    /// <summary>The one value of each plane.</summary>
    private static float[] Planes(Mat picture, ModelInput input, Box? face = null)
    {
        using var preprocessor = new FacePreprocessor(input);
        var values = new float[preprocessor.Length];
        preprocessor.Fill(picture, face ?? new Box(10, 10, 20, 20), values);
        return [.. values.Chunk(values.Length / 3).Select(plane => Assert.Single(plane.Distinct()))];
    }

    private bool Touches(Rect square) =>
        (square & new Rect(0, 0, picture.Width, picture.Height)) is { Width: > 0, Height: > 0 };
}
