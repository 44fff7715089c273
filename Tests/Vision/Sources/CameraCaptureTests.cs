using OpenCvSharp;
using Vitrine.Vision.Sources;
using Xunit;

namespace Vitrine.Tests.Vision.Sources;

public sealed class CameraCaptureTests
{
    [Fact]
    public void A_camera_that_is_not_there_is_said_in_one_line() =>
        Assert.Equal(
            "/dev/video97 is not there, gives no pictures, or somebody else has it",
            Assert.Throws<IOException>(() => new CameraCapture("/dev/video97").Dispose()).Message
        );

    [Fact]
    public void A_camera_of_this_machine_gives_pictures_in_colour()
    {
        var camera = SourceName.FirstCamera();
        Assert.SkipUnless(
            camera.Kind == CameraCapture.Kind,
            "There is no camera here, from /dev/video0 to /dev/video9."
        );
        using var capture = new CameraCapture($"/dev/video{camera.Text}");
        using var pixels = new Mat();

        Assert.True(capture.TryRead(pixels, TestContext.Current.CancellationToken));

        Assert.Equal(MatType.CV_8UC3, pixels.Type());
        Assert.True(pixels.Width > 0 && pixels.Height > 0);
    }
}
