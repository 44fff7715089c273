using OpenCvSharp;
using Vitrine.Vision;
using Vitrine.Vision.Detection;
using Xunit;

namespace Vitrine.Tests.Vision.Detection;

public sealed class YuNetDetectorTests
{
    private const string Model = "detectors/face_detection_yunet_2023mar.onnx";

    [Fact]
    public void Faces_are_found_inside_the_picture_at_any_of_its_sizes()
    {
        using var detector = new YuNetDetector(SharedData.PathOrSkip(Model), 0.6f);
        using var picture = Frame("video/head-pose-face-detection-female-and-male.gif", number: 30);
        using var half = picture.Resize(new Size(picture.Width / 2, picture.Height / 2));

        var faces = Detect(detector, picture);
        var smaller = Detect(detector, half);

        Assert.NotEmpty(faces);
        Assert.All(faces, face => Assert.InRange(face.Score, 0.6f, 1f));
        Assert.All(faces, face => Assert.InRange(face.Box.CentreX, 0, picture.Width));
        var again = smaller.Select(face => face.Box).Select(b => new Box(b.X * 2, b.Y * 2, b.Width * 2, b.Height * 2));
        Assert.Contains(again, box => box.IntersectionOverUnion(faces[0].Box) > 0.5f);
        Assert.Equal(faces, Detect(detector, picture));
    }

    [Fact]
    public void No_face_is_found_in_an_empty_picture()
    {
        using var detector = new YuNetDetector(SharedData.PathOrSkip(Model), 0.6f);
        using var picture = new Mat(180, 320, MatType.CV_8UC3, Scalar.All(128));

        Assert.Empty(Detect(detector, picture));
    }

    [Theory]
    [InlineData("")]
    [InlineData("this is no network")]
    public void A_file_that_is_no_network_is_said_at_once(string content)
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("yunet.onnx", content);

        OneLine.Says(Assert.Throws<InvalidDataException>(() => new YuNetDetector(path, 0.6f)).Message, path);
    }

    private static List<FaceDetection> Detect(YuNetDetector detector, Mat picture)
    {
        var faces = new List<FaceDetection>();
        detector.Detect(picture, faces);
        return faces;
    }

    private static Mat Frame(string recording, int number)
    {
        using var video = new VideoCapture(SharedData.PathOrSkip(recording));
        var picture = new Mat();
        for (var read = 0; read <= number; read++)
        {
            Assert.True(video.Read(picture));
        }

        return picture;
    }
}
