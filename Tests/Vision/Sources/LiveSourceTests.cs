using System.Diagnostics;
using Vitrine.Dataflow;
using Vitrine.Vision;
using Vitrine.Vision.Sources;
using Xunit;

namespace Vitrine.Tests.Vision.Sources;

public sealed class LiveSourceTests : IDisposable
{
    private readonly FramePool pool = new();

    [Fact]
    public void A_stream_that_is_not_there_is_said_soon_and_without_its_password()
    {
        var begun = Stopwatch.GetTimestamp();
        var address = $"http://viewer:secret@127.0.0.1:{PictureServer.FreePort()}/video";

        var lost = Assert.Throws<IOException>(() => Open(address));

        OneLine.Says(lost.Message, "stream http://127.0.0.1", "cannot be opened");
        Assert.DoesNotContain("secret", lost.Message, StringComparison.Ordinal);
        Assert.True(Stopwatch.GetElapsedTime(begun) < TimeSpan.FromSeconds(20));
    }

    [Fact]
    public void A_camera_that_is_not_there_is_said_with_its_device() =>
        OneLine.Says(Assert.Throws<IOException>(() => Open("97")).Message, "camera 97", "/dev/video97");

    [Fact]
    public async Task A_stream_gives_its_pictures_and_says_when_it_is_lost()
    {
        await using var server = new PictureServer(PictureServer.FreePort(), () => Plain(50));
        using var source = await Task.Run(() => Open(server.Address), TestContext.Current.CancellationToken);
        for (var number = 0; number < 5; number++)
        {
            using var frame = source.Read()!;
            Assert.Equal(number, frame.Number);
            Assert.Equal(50, frame.Pixels.Mean().Val0, 4.0);
        }

        await server.DisposeAsync();

        OneLine.Says(Assert.Throws<IOException>(() => ReadOn(source)).Message, "no more pictures");
        Assert.Equal(0, pool.Out);
    }

    public void Dispose() => pool.Dispose();

    private ISource<Frame> Open(string text)
    {
        var name = SourceName.Parse(text);
        return name.Kind.Prepare(name, new SourceContext(pool.Counter, _ => { })).Open();
    }

    private static OpenCvSharp.Mat Plain(int brightness) =>
        new(48, 64, OpenCvSharp.MatType.CV_8UC3, OpenCvSharp.Scalar.All(brightness));

    /// <summary>What the stream had already sent still comes.</summary>
    private static void ReadOn(ISource<Frame> source)
    {
        for (var number = 0; number < 10_000; number++)
        {
            source.Read()!.Dispose();
        }
    }
}
