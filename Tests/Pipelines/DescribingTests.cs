using System.Text.Json.Nodes;
using Vitrine.Dataflow;
using Vitrine.Models;
using Vitrine.Pipelines;
using Vitrine.Tests.Vision.Attributes;
using Vitrine.Vision.Sources;
using Vitrine.Vision.Synthetic;
using Xunit;

namespace Vitrine.Tests.Pipelines;

/// <summary>The drawn shop with tiny models: age says 25-32 of everybody.</summary>
public sealed class DescribingTests : IDisposable
{
    private const int Adult = 4;
    private const int Unknown = 2;
    private readonly TemporaryFolder folder = new();

    [Fact]
    public async Task Every_visitor_is_described_by_both_models()
    {
        TinyModels.Write(folder.Path, "age", TinyModels.Age);
        TinyModels.Write(folder.Path, "gender", TinyModels.Gender);
        using var pipeline = Open();
        await using var run = new PipelineRun(pipeline);

        await StopWithVisitors(run, pipeline);

        await run.AddsUp(() => pipeline.LeasesOut);
        var counted = pipeline.Counted;
        Assert.Equal(counted.Visitors, counted.Counts[0, Adult] + counted.Counts[1, Adult]);
        Assert.True(run["age"].Sent > 0);
        Assert.Equal(run["age"].Sent, run["gender"].Sent);
        Assert.True(pipeline.ModelLoadTime > TimeSpan.Zero);
    }

    [Fact]
    public async Task Without_a_gender_model_gender_stays_unknown()
    {
        TinyModels.Write(folder.Path, "age", TinyModels.Age);
        using var pipeline = Open();
        await using var run = new PipelineRun(pipeline);

        await StopWithVisitors(run, pipeline);

        await run.AddsUp(() => pipeline.LeasesOut);
        Assert.Equal(pipeline.Counted.Visitors, pipeline.Counted.Counts[Unknown, Adult]);
        Assert.Equal(pipeline.Counted.Visitors, pipeline.Counted.Counts.Total);
    }

    [Fact]
    public async Task A_model_file_that_goes_away_while_running_is_not_missed()
    {
        var model = TinyModels.Write(folder.Path, "age", TinyModels.Age);
        using var pipeline = Open();
        await using var run = new PipelineRun(pipeline);
        await Soon.True(() => pipeline.Counted.Visitors > 0);
        File.Delete(model);
        var before = run["age"].Sent;

        await Soon.True(() => run["age"].Sent > before + 5);
        await run.Stop();

        await run.AddsUp(() => pipeline.LeasesOut);
        Assert.Equal(0, run["age"].Failed);
        Assert.Empty(run.Events);
    }

    [Fact]
    public async Task A_model_that_always_fails_is_degraded_and_people_are_counted_all_the_same()
    {
        TinyModels.Write(folder.Path, "age", TinyModels.FailingAge, AsItIs);
        TinyModels.Write(folder.Path, "gender", TinyModels.Gender);
        using var pipeline = Open();
        await using var run = new PipelineRun(pipeline);

        await Soon.True(() => run["age"].Degraded == 1);
        await StopWithVisitors(run, pipeline);

        var (_, failed) = await run.AddsUp(() => pipeline.LeasesOut);
        Assert.Equal(0, failed);
        Assert.Equal(0, run["age"].Sent);
        Assert.True(run["age"].Failed > 0 && run["gender"].Sent > 0);
        Assert.All(pipeline.Counted.Present.Values, person => Assert.Null(person.LabelOf("age")));
        Assert.Contains(run.Events, happened => happened is WorkerDegraded { Node: "age" });
    }

    public void Dispose() => folder.Dispose();

    /// <summary>Pixel values go in as they are, and lie outside of the failing model's table.</summary>
    private static void AsItIs(JsonObject manifest)
    {
        manifest["input"]!["scale"] = 1;
        manifest["input"]!["mean"] = new JsonArray(0, 0, 0);
    }

    private static async Task StopWithVisitors(PipelineRun run, EdgePipeline pipeline)
    {
        await Soon.True(() => pipeline.Counted.Visitors >= 2);
        await run.Stop();
    }

    private EdgePipeline Open() =>
        new(
            new EdgeOptions
            {
                Source = SourceName.Synthetic,
                MaxPace = true,
                Synthetic = new SyntheticOptions { Width = 480, Height = 270 },
                Models = FaceModels.Open(folder.Path),
                Supervision = PipelineRun.Impatient,
            },
            TimeProvider.System,
            _ => { }
        );
}
