using System.Text.Json.Nodes;
using Vitrine.Dataflow;
using Vitrine.Hosts.Edge.Status;
using Vitrine.Pipelines;
using Vitrine.Vision.Sources;
using Xunit;

namespace Vitrine.Tests.Hosts.Edge;

/// <summary>The summary's shape is a contract: names, nesting and order, down to the empty cells.</summary>
public sealed class EdgeSummaryTests
{
    private static readonly string[] AgeGroups = ["0-2", "4-6", "8-13", "15-20", "25-32", "38-43", "48-53", "60+"];
    private readonly string text = Summary().ToJson();

    [Fact]
    public void Its_fields_are_as_designed() =>
        Assert.Equal(
            [
                "source",
                "seconds",
                "fps",
                "modelLoadMs",
                "peakRssMb",
                "restarts",
                "frames",
                "latencyMs",
                "faces",
                "visitors",
                "counts",
            ],
            Names(Json)
        );

    [Fact]
    public void Frames_and_latencies_are_as_designed()
    {
        Assert.Equal(["captured", "processed", "dropped", "failed"], Names(Json["frames"]));
        Assert.Equal(["detect", "age", "gender", "endToEnd"], Names(Json["latencyMs"]));
        Assert.All(Json["latencyMs"]!.AsObject(), step => Assert.Equal(["p50", "p95"], Names(step.Value)));
    }

    [Fact]
    public void Every_gender_and_unknown_has_every_age_group()
    {
        Assert.Equal(["female", "male", "unknown"], Names(Json["counts"]));
        Assert.All(Json["counts"]!.AsObject(), row => Assert.Equal(AgeGroups, Names(row.Value)));
        Assert.All(Json["counts"]!["male"]!.AsObject(), cell => Assert.Equal(0, cell.Value!.GetValue<int>()));
    }

    [Fact]
    public void Numbers_are_numbers_of_the_run()
    {
        Assert.Equal(2.5, Json["seconds"]!.GetValue<double>());
        Assert.Equal("synthetic", Json["source"]!.GetValue<string>());
        Assert.InRange(Json["peakRssMb"]!.GetValue<double>(), 10, 100_000);
        Assert.Equal(0, Json["frames"]!["captured"]!.GetValue<long>());
    }

    [Fact]
    public void A_person_can_read_it() => Assert.Contains("\"60+\": 0", text, StringComparison.Ordinal);

    private JsonObject Json => JsonNode.Parse(text)!.AsObject();

    private static string[] Names(JsonNode? node) => [.. node!.AsObject().Select(field => field.Key)];

    private static EdgeSummary Summary()
    {
        using var pipeline = new EdgePipeline(
            new EdgeOptions { Source = SourceName.Synthetic },
            TimeProvider.System,
            _ => { }
        );
        using var metrics = new GraphMetrics(
            ["frames", "detector", "tracker", "classifiers", "aggregator"],
            TimeProvider.System
        );
        return EdgeSummary.Of(pipeline, metrics, "synthetic", TimeSpan.FromSeconds(2.5));
    }
}
