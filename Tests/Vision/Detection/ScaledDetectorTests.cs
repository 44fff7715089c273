using OpenCvSharp;
using Vitrine.Vision;
using Vitrine.Vision.Detection;
using Xunit;

namespace Vitrine.Tests.Vision.Detection;

public sealed class ScaledDetectorTests
{
    private readonly List<FaceDetection> faces = [];

    [Fact]
    public void A_wide_picture_is_searched_smaller_and_the_boxes_are_in_its_own_pixels()
    {
        var inner = new FixedDetector(new FaceDetection(new Box(10, 20, 30, 40), 0.7f));

        Detect(inner, new Size(1280, 720), searched: 320);

        Assert.Equal(new Size(320, 180), inner.Given);
        Assert.Equal(new FaceDetection(new Box(40, 80, 120, 160), 0.7f), Assert.Single(faces));
    }

    [Fact]
    public void Landmarks_are_in_its_own_pixels_too()
    {
        var points = new FaceLandmarks(new(1, 2), new(3, 2), new(2, 3), new(1, 4), new(3, 4.5f));
        var inner = new FixedDetector(new FaceDetection(new Box(0, 0, 5, 6), 0.7f, points));

        Detect(inner, new Size(1280, 720), searched: 320);

        Assert.Equal(
            new FaceLandmarks(new(4, 8), new(12, 8), new(8, 12), new(4, 16), new(12, 18)),
            Assert.Single(faces).Landmarks
        );
    }

    [Theory]
    [InlineData(320)]
    [InlineData(100)]
    public void A_narrow_picture_is_searched_as_it_is(int width)
    {
        var face = new FaceDetection(new Box(1, 2, 3, 4), 1);
        var inner = new FixedDetector(face);

        Detect(inner, new Size(width, 50), searched: 320);

        Assert.Equal(new Size(width, 50), inner.Given);
        Assert.Equal(face, Assert.Single(faces));
    }

    [Fact]
    public void A_picture_of_one_row_can_be_searched()
    {
        var inner = new FixedDetector();

        Detect(inner, new Size(4000, 1), searched: 320);

        Assert.Equal(new Size(320, 1), inner.Given);
    }

    [Fact]
    public void The_detector_inside_is_freed_with_it()
    {
        var inner = new FixedDetector();
        new ScaledDetector(inner, 320).Dispose();

        Assert.True(inner.IsDisposed);
    }

    private void Detect(FixedDetector inner, Size size, int searched)
    {
        using var detector = new ScaledDetector(inner, searched);
        using var picture = new Mat(size, MatType.CV_8UC3, Scalar.Black);
        detector.Detect(picture, faces);
    }
}
