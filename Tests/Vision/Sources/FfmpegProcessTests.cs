using OpenCvSharp;
using Vitrine.Vision.Sources;
using Xunit;

namespace Vitrine.Tests.Vision.Sources;

/// <summary>What ffmpeg is asked for.</summary>
public sealed class FfmpegProcessTests : IDisposable
{
    private readonly FfmpegStandIn ffmpeg = new();
    private readonly Mat pixels = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("auto", "option rtsp_flags prefer_tcp\n")]
    [InlineData("tcp", "option rtsp_transport tcp\n")]
    [InlineData("udp", "option rtsp_transport udp\n")]
    public void A_camera_that_speaks_rtsp_is_asked_for_the_transport_that_is_set(string transport, string option)
    {
        string[] script = [FfmpegStandIn.Header(64, 48), FfmpegStandIn.Picture(64, 48)];
        using var capture = ffmpeg.Open(FfmpegStandIn.Address, script, StreamTransport.Parse(transport));
        Assert.True(capture.TryRead(pixels, Stop));

        Assert.Contains(option, ffmpeg.List(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("4.2.7-0ubuntu0.1", "-vsync 0")]
    [InlineData("5.0.1", "-vsync 0")]
    [InlineData("5.1.9-0+deb12u1", "-fps_mode passthrough")]
    [InlineData("7.1.1-1+b1", "-fps_mode passthrough")]
    [InlineData("N-118-gdeadbeef", "-fps_mode passthrough")]
    public void Ffmpeg_is_asked_in_the_words_of_its_version_to_give_pictures_as_they_come(string version, string option)
    {
        ffmpeg.Version = version;
        using var capture = ffmpeg.Open(FfmpegStandIn.Header(64, 48), FfmpegStandIn.Picture(64, 48));
        Assert.True(capture.TryRead(pixels, Stop));

        Assert.Contains($" {option} ", string.Join(' ', ffmpeg.Arguments()), StringComparison.Ordinal);
    }

    [Fact]
    public void An_ffmpeg_before_4_4_which_knows_no_options_in_lists_gets_them_as_arguments()
    {
        ffmpeg.Version = "4.2.7-0ubuntu0.1";
        string[] script = [FfmpegStandIn.Header(64, 48), FfmpegStandIn.Picture(64, 48)];
        using var capture = ffmpeg.Open("rtsp://camera.example/door", script);
        Assert.True(capture.TryRead(pixels, Stop));

        Assert.Contains(
            "-analyzeduration 1000000 -rtsp_flags prefer_tcp -i rtsp://camera.example/door",
            string.Join(' ', ffmpeg.Arguments()),
            StringComparison.Ordinal
        );
        Assert.Empty(ffmpeg.List());
    }

    public void Dispose()
    {
        pixels.Dispose();
        ffmpeg.Dispose();
    }
}
