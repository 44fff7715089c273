using System.Text.Json.Nodes;
using Google.Protobuf.WellKnownTypes;
using Vitrine.Hosts.Edge;
using Vitrine.Hosts.Edge.Status;
using Vitrine.Models;
using Vitrine.Pipelines;
using Vitrine.Tests.Architecture;
using Vitrine.Tests.Hosts.Edge.Http.Dashboard;
using Vitrine.Tests.Hosts.Web;
using Vitrine.Tests.Pipelines;
using Vitrine.Tests.Vision.Attributes;
using Vitrine.Vision.Counting;
using Vitrine.Vision.Sources;
using Vitrine.Vision.Synthetic;
using Vitrine.Windows;
using Vitrine.Wire;
using Xunit;

namespace Vitrine.Tests.Hosts.Edge;

/// <summary>A model of an attribute that Vitrine has never heard of, in the folder of models: its counts come out everywhere.</summary>
[Collection(Chromium.Name)]
public sealed class ThirdAttributeTests(Chromium chromium) : IDisposable
{
    private const string Glasses = "glasses";
    private readonly TemporaryFolder folder = new();

    [Fact]
    public async Task Its_counts_come_out_of_every_way_without_a_source_file_that_names_it()
    {
        var window = await Counted();
        var total = window.Visitors;

        var json = JsonNode.Parse(WindowJson.Text(window))!["distributions"]!.AsObject();
        Assert.Equal(["age", "gender", Glasses], json.Select(attribute => attribute.Key));
        var cells = json[Glasses]!.AsObject();
        Assert.Equal(["with", "without", "unknown"], cells.Select(cell => cell.Key));
        Assert.Equal(total, cells.Sum(cell => cell.Value!.GetValue<int>()));
        Assert.InRange(total - cells["unknown"]!.GetValue<int>(), 1, total);

        await using var edge = await DashboardHost.Start(window);
        using var client = new HttpClient { BaseAddress = edge.Url };
        var stop = TestContext.Current.CancellationToken;
        var served = JsonNode.Parse(await client.GetStringAsync("windows?after=0&format=json", stop))!.AsArray();
        Assert.True(JsonNode.DeepEquals(json, Assert.Single(served)!["distributions"]));
        var table = await client.GetStringAsync("windows?after=0&format=csv", stop);
        Assert.Contains(",glasses_with,glasses_without,glasses_unknown", table, StringComparison.Ordinal);

        await using var page = await chromium.Open(edge.Url);
        await page.SaysOnly("#attribute-glasses", "Glasses");
        await page.Has("section[aria-labelledby=attribute-glasses] tbody tr", 3);
        await page.Choose("7 days");
        await page.Says("section[aria-labelledby=attribute-glasses] tbody", $"unknown{cells["unknown"]}");
        Assert.Empty(page.Complaints);
    }

    [Fact]
    public void No_source_file_of_the_product_names_it()
    {
        var product = SourceTree
            .Files.Where(file =>
                Path.GetExtension(file) is ".cs" or ".js" or ".json" or ".proto" or ".html" or ".conf" or ".hocon"
            )
            .Where(file => !file.StartsWith("Tests", StringComparison.Ordinal))
            .ToArray();

        Assert.True(product.Length > 300);
        Assert.DoesNotContain(
            product,
            file => SourceTree.Read(file).Contains($"\"{Glasses}\"", StringComparison.Ordinal)
        );
    }

    [Fact]
    public void A_model_whose_attribute_has_the_name_of_a_node_is_refused_in_one_line()
    {
        TinyModels.Write(folder.Path, "tracker", TinyModels.Gender);

        var wrong = Assert.Throws<InvalidModelException>(() => Open().Dispose());

        OneLine.Says(
            wrong.Message,
            folder["tracker.json"],
            "'tracker' is no attribute's name",
            "none of frames, detector, detect, tracker,"
        );
    }

    public void Dispose() => folder.Dispose();

    private async Task<AggregateWindow> Counted()
    {
        TinyModels.Write(folder.Path, "age", TinyModels.Age);
        TinyModels.Write(folder.Path, "gender", TinyModels.Gender);
        TinyModels.Write(folder.Path, Glasses, TinyModels.Gender);
        using var pipeline = Open();
        await using var running = new PipelineRun(pipeline);
        await Soon.True(() => pipeline.Counted.Visitors >= 3);
        await running.Stop();

        Assert.True(running[Glasses].Sent > 0);
        var run = new EdgeRun(Options(), pipeline, TimeProvider.System);
        var summary = EdgeSummary.Of(pipeline, running.Metrics, "synthetic", TimeSpan.FromSeconds(1));
        Assert.Equal(["detect", "age", "gender", Glasses, "endToEnd"], summary.LatencyMs.Keys);
        Assert.Contains(
            ReportLines.Of(run, summary, pipeline.Counted),
            line => line.Contains("glasses: with", StringComparison.Ordinal)
        );

        var end = Chromium.Now.AddSeconds(-30);
        var window = await running.LastWindow;
        (window.Sequence, window.Start, window.End) = (1, end.AddMinutes(-1).ToTimestamp(), end.ToTimestamp());
        return window;
    }

    private EdgePipeline Open() => new(Options(), TimeProvider.System, _ => { });

    private EdgeOptions Options() =>
        new()
        {
            Source = SourceName.Synthetic,
            MaxPace = true,
            Synthetic = new SyntheticOptions { Width = 480, Height = 270 },
            Models = FaceModels.Open(folder.Path),
            Supervision = PipelineRun.Impatient,
            Windows = new WindowOptions { Device = "shop-1", MinCell = 0 },
        };
}
