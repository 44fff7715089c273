using Vitrine.Vision;
using Vitrine.Vision.Sources;
using Xunit;

namespace Vitrine.Tests.Vision.Sources;

public sealed class VideoSourceTests : IDisposable
{
    private const int Frames = 12;
    private readonly TemporaryFolder folder = new();
    private readonly FramePool pool = new();
    private readonly List<string> warnings = [];

    [Fact]
    public void Every_frame_comes_once_in_order_numbered_and_timed()
    {
        var seen = ReadAll(TinyVideo.Write(folder["tiny.avi"], Frames), f => (f.Number, f.Time, Brightness: Mean(f)));

        Assert.Equal(Enumerable.Range(0, Frames).Select(n => (long)n), seen.Select(f => f.Number));
        Assert.All(seen, f => Assert.Equal(f.Number / 10.0, f.Time.TotalSeconds, 6));
        Assert.All(seen, f => Assert.Equal(f.Number * 10, f.Brightness, 4.0));
        Assert.Empty(warnings);
        Assert.Equal(0, pool.Out);
    }

    [Fact]
    public void Its_rate_is_the_files() =>
        Assert.Equal(TinyVideo.FramesPerSecond, VideoSource.Probe(TinyVideo.Write(folder["tiny.avi"], Frames)), 2);

    [Fact]
    public void A_loop_begins_again_while_numbers_and_time_go_on()
    {
        using var source = Open(TinyVideo.Write(folder["tiny.avi"], Frames), loop: true);
        for (var number = 0; number < 3 * Frames; number++)
        {
            using var frame = source.Read(CancellationToken.None)!;
            Assert.Equal(number, frame.Number);
            Assert.Equal(number / 10.0, frame.Time.TotalSeconds, 6);
            Assert.Equal(number % Frames * 10, Mean(frame), 4.0);
        }

        Assert.Empty(warnings);
    }

    [Fact]
    public void A_file_that_was_cut_off_gives_what_it_has_and_says_how_much_is_missing()
    {
        const int whole = 60;
        var path = TinyVideo.Write(folder["cut.avi"], whole);
        TinyVideo.CutOff(path, 0.6);

        var seen = ReadAll(path, f => f.Number).Count;

        Assert.InRange(seen, 1, whole - 1);
        OneLine.Says(Assert.Single(warnings), path, $"{seen} of {whole}");
    }

    [Fact]
    public void A_gif_of_a_few_bytes_that_says_it_is_enormous_is_refused_before_it_is_decoded()
    {
        byte[] gif = [.. "GIF89a"u8, 0x80, 0x3E, 0x80, 0x3E, 0x80, 0, 0, 0, 0, 0, 255, 255, 255];
        File.WriteAllBytes(folder["large.gif"], gif);

        var wrong = Assert.Throws<IOException>(() => VideoSource.Probe(folder["large.gif"]));

        OneLine.Says(wrong.Message, folder["large.gif"], "16000 x 16000", "25 million");
    }

    [Theory]
    [InlineData("video/people-detection.gif")]
    [InlineData("video/face-demographics-walking.gif")]
    [InlineData("video/face-demographics-walking-and-pause.gif")]
    [InlineData("video/one-by-one-person-detection.mp4")]
    public void A_whole_recording_is_not_taken_for_a_cut_off_one(string recording)
    {
        var seen = ReadAll(SharedData.PathOrSkip(recording), f => f.Number);

        Assert.NotEmpty(seen);
        Assert.Empty(warnings);
    }

    [Fact]
    public void Frames_come_by_the_files_own_times_also_after_a_gap()
    {
        var path = Ffmpeg.MakeOrSkip(
            folder["gap.mp4"],
            "-f lavfi -i testsrc=size=64x48:rate=10:duration=2 -vf setpts=PTS+gte(N\\,10)*1800/TB -vsync passthrough -c:v libx264 -bf 0"
        );

        var times = ReadAll(path, frame => frame.Time.TotalSeconds);

        Assert.Equal(20, times.Count);
        Assert.All(
            times.Select((time, number) => (time, number)),
            f => Assert.Equal(f.number / 10.0 + (f.number < 10 ? 0 : 1800), f.time, 3)
        );
        Assert.Empty(warnings);
    }

    [Fact]
    public void Sound_that_is_longer_than_the_picture_is_no_sign_of_a_cut()
    {
        var path = Ffmpeg.MakeOrSkip(
            folder["sound.mkv"],
            "-f lavfi -i testsrc=size=64x48:rate=10:duration=1 -f lavfi -i anullsrc=d=5 -c:v libx264 -c:a aac"
        );

        Assert.Equal(10, ReadAll(path, frame => frame.Number).Count);
        Assert.Empty(warnings);
    }

    [Theory]
    [InlineData("2026-11-29T10:20:30.avi")]
    [InlineData("7")]
    public void A_files_name_may_be_a_time_or_a_number(string name)
    {
        var path = TinyVideo.Write(folder["tiny.avi"], Frames);
        File.Move(path, folder[name]);

        Assert.Equal(Frames, ReadAll(folder[name], frame => frame.Number).Count);
    }

    [Fact]
    public void A_missing_file_is_said_to_be_missing() =>
        OneLine.Says(Assert.Throws<FileNotFoundException>(() => Open("nowhere.mp4")).Message, "'nowhere.mp4'");

    [Theory]
    [InlineData("")]
    [InlineData("this is no video")]
    public void A_file_that_is_no_video_is_said_to_be_none(string content)
    {
        var path = folder.Write("rubbish.mp4", content);

        OneLine.Says(Assert.Throws<IOException>(() => Open(path)).Message, path, $"({content.Length} bytes)");
        Assert.Throws<IOException>(() => VideoSource.Probe(path));
    }

    public void Dispose()
    {
        pool.Dispose();
        folder.Dispose();
    }

    private static double Mean(Frame frame) => frame.Pixels.Mean().Val0;

    private VideoSource Open(string path, bool loop = false) => new(path, loop, pool.Counter, warnings.Add);

    private List<T> ReadAll<T>(string path, Func<Frame, T> look)
    {
        using var source = Open(path);
        return FramePool.ReadAll(() => source.Read(CancellationToken.None), look);
    }
}
