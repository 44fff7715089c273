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
    [InlineData(2, false)]
    [InlineData(3, true)]
    public void Faces_are_told_of_enough_visitors(int visitors, bool told) =>
        Assert.Equal(told, Lines(visitors, k: 3).Any(line => line.StartsWith("512 faces, ", StringComparison.Ordinal)));

    [Theory]
    [InlineData(3)]
    [InlineData(2)]
    public void Nobodys_gender_and_age_is_in_the_log_however_many_there_are(int k) =>
        Assert.DoesNotContain(Lines(visitors: 40, k), line => line.Contains("25-32", StringComparison.Ordinal));

    [Fact]
    public void Without_a_least_size_the_log_has_the_table() =>
        Assert.Contains(Lines(visitors: 40, k: 0), line => line.Contains("25-32: 1", StringComparison.Ordinal));

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
