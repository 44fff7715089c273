using System.Diagnostics;
using Microsoft.Extensions.Time.Testing;
using Vitrine.Dataflow;
using Vitrine.Vision;
using Vitrine.Vision.Sources;
using Xunit;

namespace Vitrine.Tests.Vision.Sources;

public sealed class LiveSourceTests : IDisposable
{
    private readonly FramePool pool = new();
    private readonly FakeTimeProvider clock = new();
    private readonly Refusals refusals;

    public LiveSourceTests() => refusals = new Refusals(clock);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public void A_stream_that_is_not_there_is_said_soon_and_without_its_password()
    {
        var begun = Stopwatch.GetTimestamp();
        var address = $"http://viewer:secret@127.0.0.1:{PictureServer.FreePort()}/video";

        var lost = Assert.Throws<IOException>(() => Open(address).Read(Stop));

        OneLine.Says(lost.Message, "stream http://127.0.0.1", "cannot be opened");
        Assert.DoesNotContain("secret", lost.Message, StringComparison.Ordinal);
        Assert.True(Stopwatch.GetElapsedTime(begun) < TimeSpan.FromSeconds(20));
    }

    [Fact]
    public void A_camera_that_is_not_there_is_said_with_its_device() =>
        OneLine.Says(Assert.Throws<IOException>(() => Open("97").Read(Stop)).Message, "camera 97", "/dev/video97");

    [Fact]
    public async Task A_stream_gives_its_pictures_and_says_when_it_is_lost()
    {
        await using var server = new PictureServer(PictureServer.FreePort(), () => Plain(50));
        using var source = Open(server.Address);
        for (var number = 0; number < 5; number++)
        {
            using var frame = source.Read(Stop)!;
            Assert.Equal(number, frame.Number);
            Assert.Equal(50, frame.Pixels.Mean().Val0, 4.0);
        }

        await server.DisposeAsync();

        OneLine.Says(Assert.Throws<IOException>(() => ReadOn(source)).Message, "no more pictures");
        Assert.Equal(0, pool.Out);
    }

    [Theory]
    [InlineData("")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Type: multipart/x-mixed-replace; boundary=b\r\n\r\n")]
    [InlineData(
        "HTTP/1.1 200 OK\r\nContent-Type: multipart/x-mixed-replace; boundary=b\r\n\r\n--b\r\nA: b\r\n\r\nnever "
    )]
    public async Task A_stream_that_answers_no_picture_is_lost_after_the_time_that_is_set(string answer)
    {
        await using var server = new DrippingServer(answer);
        using var source = Open(server.Address);
        var reading = Task.Run(() => Assert.Throws<IOException>(() => source.Read(Stop)).Message, Stop);
        await server.Answered();

        await Soon.True(() =>
        {
            clock.Advance(TimeSpan.FromSeconds(2.5));
            return reading.IsCompleted;
        });

        OneLine.Says(await reading, "127.0.0.1", "no picture for 20 s");
    }

    [Fact]
    public async Task A_stream_is_left_at_once_when_the_graph_stops()
    {
        using var stop = new CancellationTokenSource();
        await using var server = new DrippingServer("HTTP/1.1 200 OK\r\n");
        using var source = Open(server.Address);
        var reading = Task.Run(() => source.Read(stop.Token), Stop);
        await server.Answered();

        await stop.CancelAsync();

        await Soon.Done(Assert.ThrowsAnyAsync<Exception>(() => reading));
        Assert.Equal(0, pool.Out);
    }

    [Fact]
    public void Whoever_takes_long_between_two_pictures_has_not_lost_the_camera()
    {
        var camera = new Camera(_ => true);
        using var source = Open(camera);
        for (var picture = 0; picture < 3; picture++)
        {
            source.Read(Stop)!.Dispose();
            clock.Advance(TimeSpan.FromHours(1));
        }
    }

    [Fact]
    public void The_first_picture_may_take_twice_as_long_as_the_next()
    {
        foreach (var (pictures, most) in new[] { (0, 20), (1, 10) })
        {
            var given = 0;
            var camera = new Camera(end =>
            {
                clock.Advance(TimeSpan.FromSeconds(given++ < pictures ? 1 : 30));
                return !end.IsCancellationRequested;
            });
            using var source = Open(camera);
            for (var picture = 0; picture < pictures; picture++)
            {
                source.Read(Stop)!.Dispose();
            }

            OneLine.Says(Assert.Throws<IOException>(() => source.Read(Stop)).Message, $"no picture for {most} s");
        }
    }

    [Fact]
    public void Pictures_that_cannot_be_decoded_do_not_keep_a_camera()
    {
        var camera = new Camera(end =>
        {
            clock.Advance(TimeSpan.FromSeconds(3));
            return end.IsCancellationRequested ? false : throw new SkipElementException("that is no picture");
        });
        using var source = Open(camera);
        for (var picture = 0; picture < 6; picture++)
        {
            Assert.Throws<SkipElementException>(() => source.Read(Stop));
        }

        OneLine.Says(
            Assert.Throws<IOException>(() => source.Read(Stop)).Message,
            "the camera cannot be opened: it has sent no picture for 20 s"
        );
    }

    public void Dispose() => pool.Dispose();

    private LiveSource Open(Camera camera) =>
        new(
            "the camera",
            _ => camera,
            TimeSpan.FromSeconds(10),
            pool.Counter,
            clock,
            new PictureWatch(TimeSpan.FromSeconds(10), _ => { }),
            refusals
        );

    private ISource<Frame> Open(string text)
    {
        var name = SourceName.Parse(text);
        return name.Kind.Prepare(name, new SourceContext(pool.Counter, _ => { }) { Clock = clock }).Open();
    }

    private static OpenCvSharp.Mat Plain(int brightness) =>
        new(48, 64, OpenCvSharp.MatType.CV_8UC3, OpenCvSharp.Scalar.All(brightness));

    /// <summary>What the stream had already sent still comes.</summary>
    private static void ReadOn(ISource<Frame> source)
    {
        for (var number = 0; number < 10_000; number++)
        {
            source.Read(Stop)!.Dispose();
        }
    }

    /// <summary>A camera of which a test says whether it gives a picture.</summary>
    private sealed class Camera(Func<CancellationToken, bool> gives) : ILiveCapture
    {
        public bool TryRead(OpenCvSharp.Mat pixels, CancellationToken end)
        {
            pixels.Create(48, 64, OpenCvSharp.MatType.CV_8UC3);
            return gives(end);
        }

        public void Dispose() { }
    }
}
