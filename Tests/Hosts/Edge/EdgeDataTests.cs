using System.Text.Json.Nodes;
using Vitrine.Tests.Vision;
using Vitrine.Windows.Log;
using Xunit;

namespace Vitrine.Tests.Hosts.Edge;

public sealed class EdgeDataTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    [Fact]
    public async Task At_the_end_of_a_recording_all_of_it_is_in_windows()
    {
        var path = TinyVideo.Write(folder["tiny.avi"], frames: 20);
        for (var run = 1; run <= 2; run++)
        {
            using var edge = new EdgeProcess([
                .. $"--pace max --models none --http none".Split(' '),
                "--source",
                path,
                "--data",
                folder["data"],
            ]);
            Assert.Equal((0, ""), await edge.End());
        }

        var windows = new WindowDatabase(Path.Combine(folder["data"], "windows.db")).Read(0, 100);
        Assert.Equal(Enumerable.Range(1, windows.Count), windows.Select(w => (int)w.Sequence));
        Assert.Equal(40, windows.Sum(w => w.Frames.Processed));
    }

    [Fact]
    public async Task A_second_process_on_the_same_folder_is_2_and_one_line_and_the_first_goes_on()
    {
        using var first = Synthetic();
        await Soon.True(() => File.Exists(Path.Combine(folder["data"], "newest-window")));
        using var second = Synthetic();

        var (code, errors) = await second.End();

        Assert.Equal(2, code);
        OneLine.Says(errors.TrimEnd('\n'), folder["data"], "--data");
        await first.Terminate();
        Assert.Equal((0, ""), await first.End());
    }

    [Fact]
    public async Task A_folder_that_is_a_file_is_2_and_one_line()
    {
        folder.Write("data", "");
        using var edge = Synthetic();

        var (code, errors) = await edge.End();

        Assert.Equal(2, code);
        OneLine.Says(errors.TrimEnd('\n'), "--data", folder["data"]);
    }

    [Fact]
    public async Task Where_nothing_can_be_stored_it_says_so_and_counts_all_the_same()
    {
        Directory.CreateDirectory(Path.Combine(folder["data"], "windows.db"));
        using var edge = new EdgeProcess([
            .. "--source synthetic --models none --http none --duration 3".Split(' '),
            .. new[] { "--data", folder["data"], "--summary", folder["summary.json"] },
        ]);

        Assert.Equal((0, ""), await edge.End());

        var summary = JsonNode.Parse(
            await File.ReadAllTextAsync(folder["summary.json"], TestContext.Current.CancellationToken)
        )!;
        Assert.True(summary["frames"]!["processed"]!.GetValue<long>() > 0);
        Assert.Single(edge.Lines, line => line.Contains("windows: cannot be stored", StringComparison.Ordinal));
        Assert.Single(
            edge.Lines,
            line => line.Contains("the last window could not be stored", StringComparison.Ordinal)
        );
        Assert.DoesNotContain(edge.Lines, line => line.Contains("Akka", StringComparison.OrdinalIgnoreCase));
    }

    public void Dispose() => folder.Dispose();

    private EdgeProcess Synthetic() =>
        new([
            .. "--source synthetic --models none --http none --set windows.seconds=1".Split(' '),
            .. new[] { "--data", folder["data"] },
        ]);
}
