using Vitrine.Models;
using Vitrine.Pipelines;
using Vitrine.Tests.Vision.Attributes;
using Vitrine.Vision.Attributes;
using Vitrine.Vision.Sources;
using Vitrine.Vision.Synthetic;
using Xunit;

namespace Vitrine.Tests.Pipelines;

/// <summary>Models exchanged while the graph runs at full speed.</summary>
public sealed class SwappingTests : IDisposable
{
    private const int LargerSize = 48;
    private const int Adult = 4;
    private readonly TemporaryFolder small = new();
    private readonly TemporaryFolder large = new();
    private readonly FaceModel age;
    private readonly FaceModel female;
    private readonly FaceModel male;

    public SwappingTests()
    {
        var toFemale = TinyOnnx.OfMeanColour(TinyModels.Size, new float[6], [5, 0], declared: 2);
        var toMale = TinyOnnx.OfMeanColour(LargerSize, new float[6], [0, 5], declared: 2);
        age = FaceModel.Open(TinyModels.Write(small.Path, "age", TinyModels.Age));
        female = FaceModel.Open(TinyModels.Write(small.Path, "gender", toFemale));
        male = FaceModel.Open(
            TinyModels.Write(
                large.Path,
                "gender",
                toMale,
                json =>
                {
                    json["version"] = 4;
                    json["input"]!["width"] = LargerSize;
                    json["input"]!["height"] = LargerSize;
                    json["input"]!["colour"] = "BGR";
                }
            )
        );
    }

    [Fact]
    public async Task No_frame_is_dropped_for_a_swap_to_another_input_size_and_back()
    {
        using var pipeline = Open();
        await using var run = new PipelineRun(pipeline);
        var slot = pipeline.Slots[1];
        for (var swap = 1; swap <= 8; swap++)
        {
            var before = run["gender"].Sent;
            await Soon.True(() => run["gender"].Sent >= before + 3);
            var model = swap % 2 == 0 ? female : male;
            slot.Swap(model, new FaceNetwork(model));
            Assert.Same(model, pipeline.LiveModels["gender"]);
        }

        await run.Stop();

        var (processed, failed) = await run.AddsUp(() => pipeline.LeasesOut);
        Assert.Equal((0, 0), (failed, run["frames"].Dropped));
        Assert.True(processed >= 24);
        Assert.Equal(run["gender"].Received, run["gender"].Sent);
        Assert.Equal(0, run["gender"].Restarts);
        Assert.Empty(run.Events);
    }

    [Fact]
    public async Task Those_who_come_after_the_swap_are_described_by_the_new_model()
    {
        using var pipeline = Open();
        await using var run = new PipelineRun(pipeline);
        await Soon.True(() => pipeline.Counted.Visitors >= 2);
        Assert.Equal(0, Men(pipeline));

        pipeline.Slots[1].Swap(male, new FaceNetwork(male));
        var before = pipeline.Counted.Visitors;
        await Soon.True(() => pipeline.Counted.Visitors >= before + 5);
        await run.Stop();

        Assert.True(Men(pipeline) >= 1);
        Assert.Same(age, pipeline.LiveModels["age"]);
        Assert.Equal(4, pipeline.LiveModels["gender"]!.Manifest.Version);
    }

    public void Dispose()
    {
        small.Dispose();
        large.Dispose();
    }

    private static int Men(EdgePipeline pipeline) => pipeline.Counted.Counts[1, Adult];

    private EdgePipeline Open() =>
        new(
            new EdgeOptions
            {
                Source = SourceName.Synthetic,
                MaxPace = true,
                Synthetic = new SyntheticOptions { Width = 480, Height = 270 },
                Classification = new ClassificationOptions { EveryFace = true },
                Models = new FaceModels([age, female]),
                Supervision = PipelineRun.Impatient,
            },
            TimeProvider.System,
            _ => { }
        );
}
