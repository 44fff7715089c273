using OpenCvSharp;
using Vitrine.Tests.Vision.Detection;
using Vitrine.Training.Evaluation;
using Vitrine.Vision;
using Vitrine.Vision.Detection;
using Xunit;

namespace Vitrine.Tests.Training.Evaluation;

public sealed class FaceSearchTests : IDisposable
{
    private readonly Mat picture = new(100, 80, MatType.CV_8UC3, Scalar.Gray);

    [Fact]
    public void The_largest_face_is_taken() =>
        Assert.Equal(new Box(10, 20, 30, 40), Largest(new FixedDetector(Face(1, 2, 9, 9), Face(10, 20, 30, 40))));

    [Fact]
    public void No_face_is_none() => Assert.Null(Largest(new FixedDetector()));

    [Fact]
    public void Padding_is_a_border_of_the_longer_side_and_the_box_is_the_pictures_own()
    {
        var detector = new FixedDetector(Face(25, 60, 50, 60));

        Assert.Equal(new Box(-5, 30, 50, 60), Largest(detector, padding: 0.3));
        Assert.Equal(new Size(140, 160), detector.Given);
    }

    [Fact]
    public void Without_padding_the_detector_sees_the_picture_as_the_edge_would()
    {
        var detector = new FixedDetector();

        Largest(detector);

        Assert.Equal(picture.Size(), detector.Given);
    }

    public void Dispose() => picture.Dispose();

    private Box? Largest(FixedDetector detector, double padding = 0)
    {
        using var search = new FaceSearch(new DetectStage(detector), padding);
        search.Largest(picture);
        return search.Largest(picture)?.Box;
    }

    private static FaceDetection Face(float x, float y, float width, float height) =>
        new(new Box(x, y, width, height), Score: 1);
}
