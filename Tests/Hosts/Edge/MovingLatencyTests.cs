using System.Text.Json.Nodes;
using Spectre.Console;
using Vitrine.Hosts.Edge.Status;
using Xunit;

namespace Vitrine.Tests.Hosts.Edge;

/// <summary>Latencies are those of the last five minutes wherever somebody watches, and of the whole run in its summary.</summary>
public sealed class MovingLatencyTests : IDisposable
{
    private readonly SlowThenFast edge = new();

    [Fact]
    public void Live_JSON_has_left_the_slow_hour_behind()
    {
        var status = JsonNode.Parse(edge.Live.ToJson())!;

        AssertAreAbout(20, status["latencyMs"]!);
        AssertAreAbout(20, status["nodes"]![1]!["latencyMs"]!);
        AssertAreAbout(0, status["nodes"]![2]!["latencyMs"]!);
    }

    [Fact]
    public void The_line_has_left_the_slow_hour_behind_and_says_so() =>
        Assert.Matches(
            "latency p50 (19|20)\\.\\d ms p95 (19|20)\\.\\d ms \\(last 5 min\\)",
            StatusView.Line(edge.Sample, "none")
        );

    [Fact]
    public void The_table_has_left_the_slow_hour_behind_and_says_so()
    {
        using var text = new StringWriter();
        var console = AnsiConsole.Create(
            new AnsiConsoleSettings { Out = new AnsiConsoleOutput(text), Ansi = AnsiSupport.No }
        );
        console.Profile.Width = 120;
        console.Write(StatusView.Table(edge.Sample, "Vitrine", "none"));

        var lines = text.ToString().Split('\n');
        Assert.Matches("p50 ms .*p95 ms", lines[2]);
        Assert.Matches("last 5 min .*last 5 min", lines[3]);
        Assert.Matches("(19|20)\\.\\d\\d .*(19|20)\\.\\d\\d", Assert.Single(lines, line => line.Contains("detector")));
        Assert.Matches("p50 (19|20)\\.\\d ms \\(last 5 min\\)", lines[^2]);
    }

    [Fact]
    public void The_summary_is_of_the_whole_run()
    {
        var latencies = JsonNode.Parse(edge.Run.Sum(edge.Graph).ToJson())!["latencyMs"]!;

        AssertAreAbout(400, latencies["endToEnd"]!);
        AssertAreAbout(400, latencies["detect"]!);
    }

    public void Dispose() => edge.Dispose();

    private static void AssertAreAbout(double milliseconds, JsonNode latency)
    {
        Assert.InRange((double)latency["p50"]!, 0.95 * milliseconds, 1.05 * milliseconds);
        Assert.InRange((double)latency["p95"]!, 0.95 * milliseconds, 1.05 * milliseconds);
    }
}
