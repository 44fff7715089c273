using OpenCvSharp;
using Xunit;

namespace Vitrine.Tests.Vision.Sources;

/// <summary>When ffmpeg's process is ended.</summary>
public sealed class FfmpegLifeTests : IDisposable
{
    private readonly FfmpegStandIn ffmpeg = new();
    private readonly Mat pixels = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task One_that_hangs_is_killed_and_said()
    {
        using var capture = ffmpeg.Open(
            FfmpegStandIn.Header(64, 48),
            FfmpegStandIn.Picture(64, 48),
            FfmpegStandIn.Hangs
        );
        Assert.True(capture.TryRead(pixels));
        var reading = Task.Run(() => FfmpegStandIn.Lost(capture, pixels), Stop);

        await ffmpeg.PatienceEnds(reading);

        OneLine.Says(await reading, "no picture for 20 s");
        await Soon.True(() => !ffmpeg.IsAlive());
    }

    [Fact]
    public async Task One_that_hangs_before_the_first_picture_is_killed_and_said()
    {
        var opening = Task.Run(() => ffmpeg.Missing(FfmpegStandIn.Hangs), Stop);
        await ffmpeg.Runs();

        await ffmpeg.PatienceEnds(opening);

        OneLine.Says(await opening, "no picture for 20 s");
        Assert.False(ffmpeg.IsAlive());
    }

    [Fact]
    public void Whoever_takes_long_between_two_pictures_is_no_hanging_ffmpeg()
    {
        using var capture = ffmpeg.Open(
            FfmpegStandIn.Header(64, 48),
            FfmpegStandIn.Picture(64, 48),
            FfmpegStandIn.Picture(64, 48),
            FfmpegStandIn.Hangs
        );
        for (var picture = 0; picture < 2; picture++)
        {
            ffmpeg.Clock.Advance(TimeSpan.FromHours(1));
            Assert.True(capture.TryRead(pixels));
        }

        ffmpeg.Clock.Advance(TimeSpan.FromHours(1));
        Assert.True(ffmpeg.IsAlive());
    }

    [Fact]
    public void Ffmpeg_does_not_outlive_the_capture()
    {
        var capture = ffmpeg.Open(FfmpegStandIn.Header(64, 48), "while :", "do", FfmpegStandIn.Picture(64, 48), "done");
        Assert.True(capture.TryRead(pixels));
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
