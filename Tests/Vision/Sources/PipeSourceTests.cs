using System.Diagnostics;
using Vitrine.Vision.Sources;
using Xunit;

namespace Vitrine.Tests.Vision.Sources;

public sealed class PipeSourceTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly FramePool pool = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_named_pipe_is_opened_once_and_ends_with_its_writer()
    {
        Ffmpeg.OrSkip();
        using (var made = Process.Start("mkfifo", folder["pipe"]))
        {
            await made.WaitForExitAsync(Stop);
        }

        var name = SourceName.Parse(folder["pipe"]);
        var warnings = new List<string>();
        using var source = name.Kind.Prepare(name, new SourceContext(pool.Counter, warnings.Add)).Open();
        using var writer = Ffmpeg.Start(
            $"-f lavfi -i testsrc=size=64x48:rate=25:duration=2 -c:v mpeg2video -f mpegts {folder["pipe"]}"
        );

        var seen = await Soon.Done(Task.Run(() => FramePool.ReadAll(() => source.Read(Stop), f => f.Number), Stop));

        Assert.Equal(PipeSource.Kind, name.Kind);
        Assert.Equal(50, seen.Count);
        Assert.Empty(warnings);
    }

    public void Dispose()
    {
        pool.Dispose();
        folder.Dispose();
    }
}
