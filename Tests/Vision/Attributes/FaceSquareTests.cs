using OpenCvSharp;
using Vitrine.Models;
using Vitrine.Vision;
using Vitrine.Vision.Attributes;
using Vitrine.Vision.Detection;
using Xunit;

namespace Vitrine.Tests.Vision.Attributes;

/// <summary>A face drawn as five dots, upright and turned.</summary>
public sealed class FaceSquareTests : IDisposable
{
    private static readonly FaceLandmarks Upright = new(
        new Spot(100, 100),
        new Spot(140, 100),
        new Spot(120, 120),
        new Spot(104, 140),
        new Spot(136, 140)
    );

    private static readonly ModelInput Aligned = new()
    {
        Name = "input",
        Width = 32,
        Height = 32,
        CropMargin = 1.25,
        Aligned = true,
        Scale = 1,
        Mean = [0, 0, 0],
    };

    private readonly Mat picture = new(260, 260, MatType.CV_8UC3, Scalar.All(40));

    public FaceSquareTests()
    {
        for (var point = 0; point < FaceLandmarks.Count; point++)
        {
            Cv2.Circle(
                picture,
                (int)Upright[point].X,
                (int)Upright[point].Y,
                7,
                new Scalar(80 + (30 * point), 200, 90),
                -1
            );
        }

        Cv2.GaussianBlur(picture, picture, new Size(0, 0), 2);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(25, 1)]
    [InlineData(-30, 0.7)]
    [InlineData(10, 1.5)]
    public void However_a_face_is_turned_and_sized_its_square_turns_with_it(double degrees, double scale)
    {
        var (angle, straight) = (degrees * Math.PI / 180, FaceSquare.Of(Face(Upright)));

        var square = FaceSquare.Of(Face(Upright.Moved(point => Turned(point, degrees, scale))));

        Assert.Equal(straight.Side * scale, square.Side, 0.01);
        Assert.Equal((Math.Sin(angle), Math.Cos(angle)), ((double)square.Sin, (double)square.Cos), Near);
        var centre = Turned(new Spot(straight.X, straight.Y), degrees, scale);
        Assert.Equal(((double)centre.X, (double)centre.Y), ((double)square.X, (double)square.Y), Near);
    }

    [Theory]
    [InlineData(25, 1)]
    [InlineData(-30, 0.8)]
    public void A_turned_picture_gives_a_network_the_same_face(double degrees, double scale)
    {
        using var map = Cv2.GetRotationMatrix2D(new Point2f(129.5f, 129.5f), -degrees, scale);
        using var turned = new Mat();
        Cv2.WarpAffine(picture, turned, map, picture.Size(), borderMode: BorderTypes.Replicate);
        var face = Face(Upright.Moved(point => Turned(point, degrees, scale)));

        var straight = Values(picture, Face(Upright), Aligned);

        Assert.True(Difference(straight, Values(turned, face, Aligned)) < 2);
        Assert.True(Difference(straight, Values(turned, face, Aligned with { Aligned = false })) > 5);
    }

    [Fact]
    public void Without_landmarks_or_with_senseless_ones_it_is_the_box()
    {
        var box = new Box(10, 20, 30, 40);
        var far = Upright.Moved(point => new Spot(point.X * 9, point.Y * 9));
        var one = Upright.Moved(_ => new Spot(5, 5));

        foreach (var landmarks in new FaceLandmarks?[] { null, far, one })
        {
            Assert.Equal(new FaceSquare(25, 40, 40, 0, 1), FaceSquare.Of(new FaceDetection(box, 1, landmarks)));
        }
    }

    public void Dispose() => picture.Dispose();

    private static bool Near((double, double) one, (double, double) other) =>
        Math.Abs(one.Item1 - other.Item1) < 0.01 && Math.Abs(one.Item2 - other.Item2) < 0.01;

    private static FaceDetection Face(FaceLandmarks points)
    {
        var side = FaceSquare.Of(new FaceDetection(new Box(0, 0, 105, 105), 1, points)).Side;
        var (x, y) = ((points.RightEye.X + points.LeftMouth.X) / 2, (points.RightEye.Y + points.LeftMouth.Y) / 2);
        return new FaceDetection(new Box(x - (side / 2), y - (side / 2), side, side), 1, points);
    }

    // About the picture's middle, clockwise as it is seen.
    private static Spot Turned(Spot point, double degrees, double scale)
    {
        var (sin, cos) = Math.SinCos(degrees * Math.PI / 180);
        var (x, y) = (point.X - 130, point.Y - 130);
        return new Spot(
            (float)(130 + (scale * ((cos * x) - (sin * y)))),
            (float)(130 + (scale * ((sin * x) + (cos * y))))
        );
    }

    private static float[] Values(Mat picture, FaceDetection face, ModelInput input)
    {
        using var preprocessor = new FacePreprocessor(input);
        var values = new float[preprocessor.Length];
        preprocessor.Fill(picture, face, values);
        return values;
    }

    private static double Difference(float[] one, float[] other) => one.Zip(other, (a, b) => Math.Abs(a - b)).Average();
}
