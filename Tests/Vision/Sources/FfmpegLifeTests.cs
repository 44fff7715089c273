using OpenCvSharp;
using Xunit;

namespace Vitrine.Tests.Vision.Sources;

/// <summary>When ffmpeg's process is ended.</summary>
public sealed class FfmpegLifeTests : IDisposable
{
    private readonly FfmpegStandIn ffmpeg = new();
    private readonly Mat pixels = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task One_that_hangs_is_killed_when_its_time_is_over(int pictures)
    {
        using var end = new CancellationTokenSource();
        using var capture = ffmpeg.Open([
            FfmpegStandIn.Header(64, 48),
            .. Enumerable.Repeat(FfmpegStandIn.Picture(64, 48), pictures),
            FfmpegStandIn.Hangs,
        ]);
        var reading = Task.Run(() => FfmpegStandIn.Lost(capture, pixels, end.Token), Stop);
        await ffmpeg.Runs();

        await end.CancelAsync();

        await Soon.Done(reading);
        await Soon.True(() => !ffmpeg.IsAlive());
    }

    [Fact]
    public void Ffmpeg_does_not_outlive_the_capture()
    {
        var capture = ffmpeg.Open(FfmpegStandIn.Header(64, 48), "while :", "do", FfmpegStandIn.Picture(64, 48), "done");
        Assert.True(capture.TryRead(pixels, Stop));
        Assert.True(ffmpeg.IsAlive());

        capture.Dispose();

        Assert.False(ffmpeg.IsAlive());
    }

    [Fact]
    public void What_is_no_video_is_said_and_ffmpeg_is_ended()
    {
        OneLine.Says(ffmpeg.Missing("echo 'HTTP/1.1 200 OK'", FfmpegStandIn.Hangs), "no video");

        Assert.False(ffmpeg.IsAlive());
    }

    public void Dispose()
    {
        pixels.Dispose();
        ffmpeg.Dispose();
    }
}
