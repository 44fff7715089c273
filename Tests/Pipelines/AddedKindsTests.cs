using OpenCvSharp;
using Vitrine.Dataflow;
using Vitrine.Pipelines;
using Vitrine.Vision;
using Vitrine.Vision.Detection;
using Vitrine.Vision.Sources;
using Xunit;

namespace Vitrine.Tests.Pipelines;

/// <summary>A source and a detector that nobody but this test knows run in the graph like those that come with Vitrine.</summary>
public sealed class AddedKindsTests
{
    private static readonly SourceKind Grey = new("grey")
    {
        Matches = text => text is "grey",
        Example = "'grey'",
        Prepare = (_, context) => new(10, () => new GreySource(context.Frames)),
    };

    [Fact]
    public async Task A_graph_runs_with_a_made_up_source_and_detector()
    {
        var detector = new CornerDetector();
        var corner = new DetectorKind("corner") { Describe = _ => "the upper left corner", Load = _ => _ => detector };
        var options = new EdgeOptions
        {
            Source = new SourceName(Grey, "grey"),
            MaxPace = true,
            Detector = new DetectorOptions { Asked = corner, Workers = 1 },
        };
        using var pipeline = new EdgePipeline(options, TimeProvider.System, _ => { });
        await using var run = new PipelineRun(pipeline);

        await run.ToItsEnd();

        Assert.Equal((GreySource.Frames, 0), await run.AddsUp(() => pipeline.LeasesOut));
        // One search on noise comes first.
        Assert.Equal(GreySource.Frames + 1, detector.Searches);
    }

    private sealed class GreySource(FrameCounter frames) : ISource<Frame>
    {
        public const int Frames = 20;
        private int read;

        public Frame? Read(CancellationToken cancel) =>
            read++ < Frames
                ? frames.Fill(
                    (pixels, _) =>
                    {
                        pixels.Create(48, 64, MatType.CV_8UC3);
                        pixels.SetTo(Scalar.All(128));
                        return true;
                    },
                    framesPerSecond: 10
                )
                : null;

        public void Dispose() { }
    }

    private sealed class CornerDetector : IFaceDetector
    {
        private int searches;

        public int Searches => Volatile.Read(ref searches);

        public void Detect(Mat picture, IList<FaceDetection> faces)
        {
            Interlocked.Increment(ref searches);
            faces.Clear();
            faces.Add(new FaceDetection(new Box(0, 0, 20, 20), Score: 1));
        }

        public void Dispose() { }
    }
}
