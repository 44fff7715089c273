using OpenCvSharp;
using Vitrine.Vision.Sources;
using Xunit;

namespace Vitrine.Tests.Vision.Sources;

public sealed class FfmpegCaptureTests : IDisposable
{
    private readonly FfmpegStandIn ffmpeg = new();
    private readonly Mat pixels = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public void Pictures_come_one_after_the_other_until_the_stream_ends()
    {
        int[] lumas = [16, 126, 235];
        using var capture = ffmpeg.Open([
            FfmpegStandIn.Header(64, 48),
            .. lumas.Select(luma => FfmpegStandIn.Picture(64, 48, luma)),
        ]);

        foreach (var brightness in new[] { 0, 128, 255 })
        {
            Assert.True(capture.TryRead(pixels, Stop));
            Assert.Equal((64, 48, MatType.CV_8UC3), (pixels.Width, pixels.Height, pixels.Type()));
            Assert.Equal(brightness, pixels.Mean().Val0, 1.0);
            Assert.Equal(brightness, pixels.Mean().Val2, 1.0);
        }

        Assert.False(capture.TryRead(pixels, Stop));
    }

    [Theory]
    [InlineData("rtsp://viewer:it's@camera.example/door", @"file 'rtsp://viewer:it'\''s@camera.example/door'")]
    [InlineData("http://camera.example/door.ts", "file 'http://camera.example/door.ts'")]
    public void Ffmpeg_gets_the_address_through_a_pipe(string address, string file)
    {
        using var capture = ffmpeg.Open(address, [FfmpegStandIn.Header(64, 48), FfmpegStandIn.Picture(64, 48)]);
        Assert.True(capture.TryRead(pixels, Stop));

        var arguments = string.Join(' ', ffmpeg.Arguments());
        Assert.DoesNotContain("camera.example", arguments, StringComparison.Ordinal);
        Assert.EndsWith("-f yuv4mpegpipe -pix_fmt yuv420p -", arguments, StringComparison.Ordinal);
        Assert.Contains(file + "\n", ffmpeg.List(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_stream_that_says_it_is_enormous_is_refused_before_there_is_room_for_its_picture() =>
        OneLine.Says(ffmpeg.Missing(FfmpegStandIn.Header(16000, 16000)), "16000 x 16000", "25 million");

    [Fact]
    public void A_stream_that_is_not_there_is_said_as_ffmpegs_last_words_mean() =>
        Assert.Equal(
            "there is nothing at this path (404); the camera's manual says what stands behind the host",
            ffmpeg.Missing(
                "echo 'Stream map is empty' >&2",
                "echo 'Server returned 404 Not Found' >&2",
                "echo >&2",
                "exit 1"
            )
        );

    [Fact]
    public void Its_last_words_are_waited_for_though_they_come_after_the_end_of_the_pictures() =>
        Assert.Equal(
            "Connection timed out",
            ffmpeg.Missing("exec 1>&-", "sleep 0.3", "echo 'Connection timed out' >&2")
        );

    [Fact]
    public void One_that_ends_without_a_word_is_said_too() =>
        OneLine.Says(ffmpeg.Missing("exit 1"), "no more pictures");

    [Fact]
    public void A_password_is_never_repeated()
    {
        var said = ffmpeg.Missing($"echo '{FfmpegStandIn.Address}: 500 Broken' >&2");

        Assert.Equal("rtsp://camera.example/door?…: 500 Broken", said);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1000)]
    public void When_ffmpeg_dies_in_the_middle_its_last_words_say_why(int bytes)
    {
        using var capture = ffmpeg.Open(
            FfmpegStandIn.Header(64, 48),
            FfmpegStandIn.Picture(64, 48),
            $"printf 'FRAME\\n'; {FfmpegStandIn.Bytes(bytes, 126)}",
            "echo 'Connection reset by peer' >&2",
            "exit 1"
        );
        Assert.True(capture.TryRead(pixels, Stop));

        Assert.Equal("Connection reset by peer", FfmpegStandIn.Lost(capture, pixels, Stop));
    }

    [Theory]
    [InlineData(128, 96)]
    [InlineData(32, 24)]
    public void Pictures_that_do_not_fit_their_header_are_a_loss_and_come_in_the_new_size_when_opened_again(
        int width,
        int height
    )
    {
        using (
            var before = ffmpeg.Open([
                FfmpegStandIn.Header(64, 48),
                FfmpegStandIn.Picture(64, 48),
                .. Enumerable.Repeat(FfmpegStandIn.Picture(width, height), 10),
                FfmpegStandIn.Hangs,
            ])
        )
        {
            Assert.True(before.TryRead(pixels, Stop));

            OneLine.Says(FfmpegStandIn.Lost(before, pixels, Stop), "changed their size");
        }

        using var after = ffmpeg.Open(FfmpegStandIn.Header(width, height), FfmpegStandIn.Picture(width, height));
        Assert.True(after.TryRead(pixels, Stop));
        Assert.Equal((width, height), (pixels.Width, pixels.Height));
    }

    [Fact]
    public void Where_ffmpeg_is_not_installed_it_is_said_how_to()
    {
        var name = new SourceName(StreamSource.Kind, FfmpegStandIn.Address);

        var said = Assert
            .Throws<IOException>(() => new FfmpegCapture(name, new StreamOptions(), program: "/nowhere/ffmpeg"))
            .Message;

        OneLine.Says(said, "ffmpeg is not installed", "apt-get install ffmpeg");
    }

    [Fact]
    public async Task The_systems_own_ffmpeg_reads_a_network_camera_in_the_size_that_it_had_when_it_was_opened()
    {
        Ffmpeg.OrSkip();
        var shown = 0;
        await using var camera = new PictureServer(
            PictureServer.FreePort(),
            () => ++shown < 50 ? Plain(64, brightness: 50) : Plain(128, brightness: 200)
        );
        var name = SourceName.Parse(camera.Address);
        using (var capture = new FfmpegCapture(name, new StreamOptions()))
        {
            Assert.True(await Task.Run(() => capture.TryRead(pixels, Stop), Stop));
            Assert.Equal(50, pixels.Mean().Val0, 4.0);
            await Soon.Done(Task.Run(() => ReadUntil(capture, brightness: 200), Stop));
            Assert.Equal((64, 48), (pixels.Width, pixels.Height));
        }

        using var again = new FfmpegCapture(name, new StreamOptions());
        Assert.True(await Task.Run(() => again.TryRead(pixels, Stop), Stop));
        Assert.Equal((128, 48), (pixels.Width, pixels.Height));
    }

    public void Dispose()
    {
        pixels.Dispose();
        ffmpeg.Dispose();
    }

    private static Mat Plain(int width, int brightness) => new(48, width, MatType.CV_8UC3, Scalar.All(brightness));

    private void ReadUntil(FfmpegCapture capture, int brightness)
    {
        while (Math.Abs(pixels.Mean().Val0 - brightness) > 4)
        {
            Assert.True(capture.TryRead(pixels, Stop));
        }
    }
}
