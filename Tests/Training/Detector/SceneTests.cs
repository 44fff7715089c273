using OpenCvSharp;
using Vitrine.Training.Detector;
using Vitrine.Vision;
using Vitrine.Vision.Detection;
using Xunit;

namespace Vitrine.Tests.Training.Detector;

public sealed class SceneTests : IDisposable
{
    private readonly Scene scene = new(new Mat(100, 100, MatType.CV_8UC3, Scalar.Black));

    [Theory]
    [InlineData(10, 1, 0)]
    [InlineData(90, 0, 1)]
    [InlineData(99, 0, 0)]
    public void A_face_that_is_cut_is_unclear_and_one_that_is_outside_is_none(float x, int clear, int unclear)
    {
        scene.Add(At(x, 10, 20, 20), leastHeight: 9);

        Assert.Equal((clear, unclear), (scene.Faces.Count, scene.Unclear.Count));
    }

    [Fact]
    public void A_face_that_is_too_low_is_unclear()
    {
        scene.Add(At(10, 10, 8, 8), leastHeight: 9);

        Assert.Empty(scene.Faces);
        Assert.Single(scene.Unclear);
    }

    [Theory]
    [InlineData(6, 1, 0)]
    [InlineData(10, 0, 1)]
    [InlineData(20, 0, 0)]
    public void A_face_that_is_half_covered_is_unclear_and_one_that_is_hidden_is_none(int width, int clear, int unclear)
    {
        scene.Add(At(10, 10, 20, 20), leastHeight: 9);
        using var mask = new Mat(100, 100, MatType.CV_8UC1, Scalar.Black);
        Cv2.Rectangle(mask, new Rect(10, 0, width, 100), Scalar.White, -1);

        Assert.Equal(width / 20.0, scene.MostCovered(mask), 0.01);
        scene.Cover(mask);

        Assert.Equal((clear, unclear), (scene.Faces.Count, scene.Unclear.Count));
    }

    public void Dispose() => scene.Dispose();

    private static FaceDetection At(float x, float y, float width, float height) =>
        new(new Box(x, y, width, height), 1);
}
