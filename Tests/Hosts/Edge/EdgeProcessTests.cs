using System.Globalization;
using System.Text.Json.Nodes;
using Vitrine.Tests.Architecture;
using Vitrine.Tests.Vision;
using Xunit;

namespace Vitrine.Tests.Hosts.Edge;

public sealed class EdgeProcessTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    [Theory]
    [InlineData("--sorce", "synthetic")]
    [InlineData("--pace", "fast")]
    [InlineData("--duration", "-5")]
    [InlineData("--source", "nowhere.mp4")]
    [InlineData("--source", "synthetic", "--models", "nowhere")]
    [InlineData("--source", "synthetic", "--set", "detector.width=5")]
    [InlineData("--source", "synthetic", "--set", "detector.kind=haar", "--set", "detector.haar.cascade=nowhere.xml")]
    public async Task Bad_input_is_2_and_one_line(params string[] arguments)
    {
        using var edge = new EdgeProcess(arguments);

        IsBadInput(await edge.End());
    }

    [Theory]
    [InlineData("vitrine.detector.width = ${a}\na = ${vitrine.detector.width}")]
    [InlineData("akka { loglevel = ${akka} }")]
    public async Task A_configuration_that_refers_to_itself_is_2_and_one_line(string text)
    {
        using var edge = new EdgeProcess("--source", "synthetic", "--config", folder.Write("circle.hocon", text));

        IsBadInput(await edge.End());
    }

    [Fact]
    public async Task A_crash_would_leave_no_core_file_with_pictures_in_it()
    {
        using var edge = new EdgeProcess("--source", "synthetic", "--models", "none");
        await edge.Dashboard();

        Assert.Equal(
            ["0", "0"],
            edge.Limit("Max core file size").Split(' ', StringSplitOptions.RemoveEmptyEntries)[..2]
        );
    }

    [Fact]
    public async Task Pictures_are_kept_out_of_swap()
    {
        using var edge = new EdgeProcess("--source", "synthetic", "--models", "none", "--http", "none");

        Assert.SkipWhen(
            int.TryParse(edge.Limit("Max locked memory").Split(' ')[0], CultureInfo.InvariantCulture, out var bytes)
                && bytes < 1_000_000,
            "The limit on locked memory has no room for a picture."
        );
        // More than a page or two: a whole picture of 640 x 360.
        await Soon.True(() => edge.Memory("VmLck") >= 640 * 360 * 3 / 1024);
    }

    [Fact]
    public async Task The_configuration_that_comes_with_it_can_be_printed()
    {
        using var edge = new EdgeProcess("--print-config");

        Assert.Equal((0, ""), await edge.End());
        Assert.Equal(SourceTree.Read("config.hocon").TrimEnd('\n').Split('\n'), edge.Lines.SkipLast(1));
    }

    [Theory]
    [InlineData("rubbish.mp4")]
    [InlineData("empty.mp4")]
    public async Task A_file_that_is_no_video_is_2_and_one_line(string name)
    {
        folder.Write("rubbish.mp4", new string('x', 1000));
        folder.Write("empty.mp4", "");
        using var edge = new EdgeProcess("--source", folder[name]);

        var (code, errors) = await edge.End();

        IsBadInput((code, errors));
        Assert.Contains(folder[name], errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_recording_is_summed_up_at_its_end()
    {
        var path = TinyVideo.Write(folder["tiny.avi"], frames: 20);
        using var edge = new EdgeProcess("--source", path, "--pace", "max", "--summary", folder["summary.json"]);

        Assert.Equal((0, ""), await edge.End());

        var summary = JsonNode.Parse(await ReadSummary())!;
        Assert.Equal(path, summary["source"]!.GetValue<string>());
        Assert.Equal(20, summary["frames"]!["processed"]!.GetValue<long>());
    }

    [Fact]
    public async Task A_run_that_never_saw_a_picture_is_1_and_says_so()
    {
        using var edge = new EdgeProcess(
            "--source",
            $"rtsp://127.0.0.1:{PictureServer.FreePort()}/door",
            "--models",
            "none",
            "--http",
            "none",
            "--duration",
            "2"
        );

        Assert.Equal((1, ""), await edge.End());
        Assert.Contains(edge.Lines, line => line.Contains("not one picture came", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Told_to_stop_while_it_starts_it_ends_in_order()
    {
        using var edge = new EdgeProcess("--source", "synthetic", "--summary", folder["summary.json"]);
        // It says so before the host is there, which listens for signals.
        await edge.Dashboard();

        await edge.Terminate();

        Assert.Equal((0, ""), await edge.End());
        Assert.True(File.Exists(folder["summary.json"]));
    }

    [Fact]
    public async Task Told_to_stop_it_ends_in_order_and_sums_up()
    {
        // Many detectors have many pictures under way when the signal comes, and none of them may get lost.
        using var edge = new EdgeProcess([
            .. "--source synthetic --set synthetic.frames-per-second=60 --set detector.workers=6".Split(' '),
            .. new[] { "--summary", folder["summary.json"], "--annotate", folder["seen.avi"] },
        ]);
        await Soon.True(() => new FileInfo(folder["seen.avi"]) is { Exists: true, Length: > 100_000 });

        await edge.Terminate();

        Assert.Equal((0, ""), await edge.End());
        var frames = JsonNode.Parse(await ReadSummary())!["frames"]!;
        var (captured, processed) = (Count(frames, "captured"), Count(frames, "processed"));
        Assert.True(captured > 0);
        Assert.Equal(captured, processed + Count(frames, "dropped") + Count(frames, "failed"));
    }

    [Fact]
    public async Task Told_to_stop_at_every_moment_of_its_start_it_ends_in_order()
    {
        using var edge = new EdgeProcess("--source", "synthetic", "--models", "none");
        await edge.Dashboard();

        await edge.TerminateUntilItEnds();

        Assert.Equal((0, ""), await edge.End());
    }

    public void Dispose() => folder.Dispose();

    private static void IsBadInput((int Code, string Errors) end)
    {
        Assert.Equal(2, end.Code);
        OneLine.Says(end.Errors.TrimEnd('\n'), "vitrine edge: ");
    }

    private static long Count(JsonNode frames, string name) => frames[name]!.GetValue<long>();

    private Task<string> ReadSummary() =>
        File.ReadAllTextAsync(folder["summary.json"], TestContext.Current.CancellationToken);
}
