using OpenCvSharp;
using Vitrine.Vision.Sources;
using Xunit;

namespace Vitrine.Tests.Vision.Sources;

/// <summary>A shell script in rpicam-vid's place, which does what a test says.</summary>
public sealed class RpicamCaptureTests : IDisposable
{
    private static readonly RpicamOptions Small = new() { Width = 130, Height = 97 };

    private readonly TemporaryFolder folder = new();
    private readonly Mat pixels = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(0)]
    [InlineData(128)]
    [InlineData(255)]
    public void Pictures_have_the_full_range_of_values(int luma)
    {
        using var camera = Open(Picture(luma), Picture(luma));

        Assert.True(camera.TryRead(pixels, Stop) && camera.TryRead(pixels, Stop));

        Assert.Equal(new Size(128, 96), pixels.Size());
        var mean = pixels.Mean();
        Assert.All([mean.Val0, mean.Val1, mean.Val2], value => Assert.Equal(luma, value, 2.0));
    }

    [Fact]
    public void It_is_asked_for_raw_pictures_of_the_size_and_rate_that_are_set()
    {
        using var camera = new RpicamCapture(
            Small with
            {
                Camera = 1,
                FrameRate = 7,
                UpsideDown = true,
                Region = "0,0,0.5,0.5",
            },
            Script(Picture(1))
        );
        camera.TryRead(pixels, Stop);

        var asked = string.Join(' ', File.ReadAllLines(folder["arguments"]));
        Assert.Equal(
            "--timeout 0 --nopreview --codec yuv420 --flush --output - --camera 1 --width 128 --height 96 --framerate 7 --rotation 180 --exposure normal --awb auto --roi 0,0,0.5,0.5",
            asked
        );
    }

    [Theory]
    [InlineData("ERROR: *** no cameras available ***", "no camera", "ribbon cable")]
    [InlineData("ERROR: *** failed to acquire camera ***", "another program")]
    [InlineData("[1:02] ERROR V4L2 v4l2_device.cpp:390: Failed to open /dev/media0: Permission denied", "group video")]
    [InlineData("ERROR: *** failed to start output streaming ***", "failed to start output streaming")]
    public void Why_it_ends_is_said_in_one_line(string line, params string[] said)
    {
        using var camera = Open(
            "echo '[0:01] INFO Camera camera_manager.cpp:284 libcamera v0.3' >&2",
            $"echo '{line}' >&2"
        );

        OneLine.Says(Assert.Throws<IOException>(() => camera.TryRead(pixels, Stop)).Message, said);
    }

    [Fact]
    public async Task A_sensor_that_stalls_is_given_up_when_its_time_is_over()
    {
        using var end = new CancellationTokenSource();
        using var camera = Open(Picture(9), "exec sleep 1000");
        Assert.True(camera.TryRead(pixels, end.Token));
        var reading = Task.Run(() => camera.TryRead(pixels, end.Token), Stop);

        await end.CancelAsync();

        await Soon.Done(Assert.ThrowsAsync<IOException>(() => reading));
    }

    [Fact]
    public void Where_it_is_not_installed_the_package_is_named() =>
        OneLine.Says(
            Assert.Throws<IOException>(() => new RpicamCapture(Small, folder["nowhere"])).Message,
            "rpicam-apps-lite"
        );

    public void Dispose()
    {
        pixels.Dispose();
        folder.Dispose();
    }

    private static string Picture(int luma) =>
        $"{FfmpegStandIn.Bytes(128 * 96, luma)}; {FfmpegStandIn.Bytes(128 * 96 / 2, 128)}";

    private RpicamCapture Open(params string[] script) => new(Small, Script(script));

    private string Script(params string[] lines) =>
        folder.WriteProgram(
            "rpicam-vid",
            $"#!/bin/sh\nprintf '%s\\n' \"$@\" > '{folder["arguments"]}'\n{string.Join('\n', lines)}\n"
        );
}
