using Vitrine.Dataflow;
using Vitrine.Hosts.Edge;
using Vitrine.Hosts.Edge.Status;
using Vitrine.Models;
using Vitrine.Pipelines;
using Vitrine.Tests.Vision.Attributes;
using Vitrine.Vision.Counting;
using Vitrine.Vision.Sources;
using Xunit;

namespace Vitrine.Tests.Hosts.Edge;

public sealed class ReportLinesTests
{
    [Theory]
    [InlineData(3)]
    [InlineData(2)]
    public void The_log_tells_how_many_came_and_no_more_of_them(int k)
    {
        var lines = Lines(visitors: 40, k);

        Assert.Matches("^visitors: (true 0, counted )?40$", lines[^1]);
        Assert.DoesNotContain(lines, line => line.Contains("25-32", StringComparison.Ordinal));
        Assert.DoesNotContain(lines, line => line.Contains("512", StringComparison.Ordinal));
    }

    [Fact]
    public void Without_a_least_size_it_tells_all()
    {
        var lines = Lines(visitors: 40, k: 0);

        Assert.Contains(lines, line => line.Contains("25-32: 1", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.StartsWith("512 faces, ", StringComparison.Ordinal));
    }

    private static string[] Lines(int visitors, int k)
    {
        using var folder = new TemporaryFolder();
        TinyModels.Write(folder.Path, "age", TinyModels.Age);
        var options = new EdgeOptions
        {
            Source = SourceName.Synthetic,
            Models = FaceModels.Open(folder.Path),
            Windows = new WindowOptions { MinCell = k },
        };
        using var pipeline = new EdgePipeline(options, TimeProvider.System, _ => { });
        using var metrics = new GraphMetrics(["frames", "detector", "aggregator"], TimeProvider.System);
        var summary = EdgeSummary.Of(pipeline, metrics, "synthetic", TimeSpan.FromSeconds(9)) with
        {
            Faces = 512,
            Visitors = visitors,
            Counts = new Dictionary<string, IReadOnlyDictionary<string, int>>
            {
                ["female"] = new Dictionary<string, int> { ["25-32"] = 1 },
            },
        };
        var run = new EdgeRun(options, pipeline, TimeProvider.System);
        return [.. ReportLines.Of(run, summary, AggregateState.Empty)];
    }
}
