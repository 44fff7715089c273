using OpenCvSharp;
using Vitrine.Vision.Detection;
using Xunit;

namespace Vitrine.Tests.Vision.Detection;

/// <summary>The cascade file is Debian's, of opencv-data.</summary>
public sealed class HaarDetectorTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    [Fact]
    public void It_finds_drawn_faces_from_the_least_size_on()
    {
        using var grey = DrawnFaces.Draw(seed: 1, 480, 360);
        using var picture = new Mat();
        Cv2.CvtColor(grey, picture, ColorConversionCodes.GRAY2BGR);
        var options = new DetectorOptions { Asked = HaarDetector.Kind };
        var open = HaarDetector.Kind.Load(options);

        var (all, large) = (Found(open(null)), Found(open(60)));

        Assert.InRange(all.Count, 3, 5);
        Assert.All(all, face => Assert.Equal(1, face.Score));
        Assert.True(large.Count < all.Count);
        Assert.All(large, face => Assert.True(face.Box.Width >= 60));

        List<FaceDetection> Found(IFaceDetector detector)
        {
            using (detector)
            {
                var faces = new List<FaceDetection>();
                detector.Detect(picture, faces);
                return faces;
            }
        }
    }

    [Theory]
    [InlineData("no XML at all")]
    [InlineData("<?xml version=\"1.0\"?>\n<opencv_storage><cascade></cascade></opencv_storage>")]
    [InlineData("")]
    public void A_file_that_holds_no_cascade_is_refused_in_one_line(string content)
    {
        var file = folder.Write("cascade.xml", content);

        OneLine.Says(Refused(file), file, "haarcascade_*.xml");
    }

    [Fact]
    public void A_missing_file_is_refused_with_the_package_to_install() =>
        OneLine.Says(Refused(folder["none.xml"]), folder["none.xml"], "opencv-data");

    public void Dispose() => folder.Dispose();

    private static string Refused(string file) =>
        Assert
            .Throws<InvalidDataException>(() => HaarDetector.Kind.Load(new DetectorOptions { Cascade = file }))
            .Message;
}
