using OpenCvSharp;
using Vitrine.Dataflow;
using Vitrine.Tests.Vision.Detection;
using Vitrine.Vision;
using Vitrine.Vision.Detection;
using Vitrine.Vision.Sources;
using Vitrine.Vision.Synthetic;
using Xunit;

namespace Vitrine.Tests.Pipelines;

/// <summary>The edge's nodes with a detector that fails, which no option can ask for.</summary>
public sealed class FailingDetectorTests : IDisposable
{
    private static readonly SyntheticOptions Small = new() { Width = 160, Height = 120 };
    private readonly LeasePool<Mat> pool = new(limit: 20, () => new Mat());
    private long faces;

    [Fact]
    public async Task Every_tenth_frame_is_lost_and_no_other()
    {
        await using var run = new PipelineRun(Graph(number => number % 10 == 9, workers: 1));

        await run.StopAfter(frames: 180);

        var (processed, failed) = await run.AddsUp(() => pool.Outstanding);
        Assert.Equal((processed + failed) / 10, failed);
        Assert.Equal(0, run["detector"].Restarts);
        Assert.Equal(processed, Interlocked.Read(ref faces));
        Assert.Equal(failed, run.Events.Count(happened => happened is ElementSkipped { Node: "detector" }));
    }

    [Fact]
    public async Task A_detector_that_always_fails_is_degraded_and_the_pipeline_lives_on()
    {
        await using var run = new PipelineRun(Graph(_ => true, workers: 2));

        await Soon.True(() => run["detector"].Degraded == 2);
        var seen = run["aggregator"].Empty;
        await Soon.True(() => run["aggregator"].Empty > seen + 50);
        await run.Stop();

        var (processed, failed) = await run.AddsUp(() => pool.Outstanding);
        Assert.Equal(0, processed);
        Assert.True(failed > 50);
        Assert.Equal(2, run.Events.Count(happened => happened is WorkerDegraded { Node: "detector" }));
    }

    public void Dispose() => pool.Dispose();

    private Graph Graph(Func<long, bool> fails, int workers)
    {
        var counter = new FrameCounter(pool, TimeProvider.System);
        var source = new SourceNode<Frame>("frames", () => new SyntheticSource(Small, counter));
        var detect = new StageNode<Frame, Observation>("detector", () => new FailingDetector(fails))
        {
            Workers = workers,
            Supervision = PipelineRun.Impatient,
        };
        return Flow.From(source)
            .Via(detect)
            .To(
                StageNode.Map<Observation, Observation>(
                    "aggregator",
                    picture =>
                    {
                        Interlocked.Add(ref faces, picture.Faces.Length);
                        return picture;
                    }
                )
            );
    }

    private sealed class FailingDetector(Func<long, bool> fails) : IStage<Frame, Observation>
    {
        private readonly DetectStage inner = new(new FixedDetector(new FaceDetection(new Box(9, 9, 40, 40), 1)));

        public Observation Process(Frame input) =>
            fails(input.Number) ? throw new OpenCVException("no memory") : inner.Process(input);

        public void Dispose() => inner.Dispose();
    }
}
