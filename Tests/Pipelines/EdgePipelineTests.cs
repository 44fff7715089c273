using OpenCvSharp;
using Vitrine.Dataflow;
using Vitrine.Pipelines;
using Vitrine.Tests.Vision;
using Vitrine.Vision.Detection;
using Vitrine.Vision.Sources;
using Vitrine.Vision.Synthetic;
using Xunit;

namespace Vitrine.Tests.Pipelines;

public sealed class EdgePipelineTests : IDisposable
{
    private static readonly EdgeOptions Shop = new()
    {
        Source = SourceName.Synthetic,
        MaxPace = true,
        Synthetic = new SyntheticOptions { Width = 480, Height = 270 },
        Supervision = PipelineRun.Impatient,
    };

    private readonly TemporaryFolder folder = new();
    private readonly List<string> warnings = [];

    [Fact]
    public async Task The_drawn_shops_visitors_are_counted_and_every_frame_is_accounted_for()
    {
        using var pipeline = Open(Shop);
        await using var run = new PipelineRun(pipeline);

        await run.StopAfter(frames: 150);

        var (processed, failed) = await run.AddsUp(() => pipeline.LeasesOut);
        Assert.True(processed >= 150);
        Assert.Equal((0, 0), (failed, run["frames"].Dropped));
        var truth = pipeline.Source.TrueVisitors!.Value;
        Assert.True(truth > 1);
        Assert.InRange(pipeline.Counted.Visitors, truth - 1, truth + 1);
        Assert.Equal(0, pipeline.Counted.Counts.Total);
        Assert.Equal(processed, pipeline.EndToEnd.Count);
        Assert.Empty(run.Events);
    }

    [Fact]
    public async Task At_its_own_pace_a_recording_drops_what_the_detector_cannot_take()
    {
        var path = TinyVideo.Write(folder["fast.avi"], frames: 40, width: 320, framesPerSecond: 240);
        // One picture takes many times as long as the next one takes to come.
        var slow = new DetectorOptions
        {
            Asked = HaarDetector.Kind,
            Workers = 1,
            Haar = new HaarParameters(ScaleFactor: 1.01, MinSize: 20),
        };
        using var pipeline = Open(Shop with { Source = SourceName.Parse(path), MaxPace = false, Detector = slow });
        await using var run = new PipelineRun(pipeline);

        await run.ToItsEnd();

        var (processed, failed) = await run.AddsUp(() => pipeline.LeasesOut);
        Assert.Equal((40, 0), (run["frames"].Received, failed));
        Assert.InRange(processed, 1, 20);
        Assert.Equal(40 - processed, run["frames"].Dropped);
    }

    [Fact]
    public async Task A_video_at_max_pace_is_read_to_its_end_without_loss()
    {
        var path = TinyVideo.Write(folder["tiny.avi"], frames: 40);
        using var pipeline = Open(Shop with { Source = SourceName.Parse(path) });
        await using var run = new PipelineRun(pipeline);

        await run.ToItsEnd();

        Assert.Equal((40, 0), await run.AddsUp(() => pipeline.LeasesOut));
    }

    [Fact]
    public async Task A_picture_of_no_bytes_fails_alone()
    {
        for (var number = 0; number < 6; number++)
        {
            using var picture = new Mat(48, 64, MatType.CV_8UC3, Scalar.All(number));
            Cv2.ImWrite(folder[$"{number}.png"], picture);
        }

        folder.Write("3.png", "");
        using var pipeline = Open(Shop with { Source = SourceName.Parse(folder.Path) });
        await using var run = new PipelineRun(pipeline);

        await run.ToItsEnd();

        Assert.Equal((5, 1), await run.AddsUp(() => pipeline.LeasesOut));
        Assert.Equal(0, run["frames"].Restarts);
        var skipped = Assert.IsType<ElementSkipped>(Assert.Single(run.Events));
        Assert.Contains("3.png", skipped.Cause.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pictures_with_boxes_are_written_only_where_that_is_asked_for()
    {
        var path = TinyVideo.Write(folder["tiny.avi"], frames: 10);
        using var pipeline = Open(Shop with { Source = SourceName.Parse(path), Annotate = folder["boxes.avi"] });
        await using var run = new PipelineRun(pipeline);

        await run.ToItsEnd();

        await run.AddsUp(() => pipeline.LeasesOut);
        using var written = new VideoCapture(folder["boxes.avi"]);
        Assert.Equal(10, written.FrameCount);
        Assert.Equal(["boxes.avi", "tiny.avi"], Directory.GetFiles(folder.Path).Select(Path.GetFileName).Order());
    }

    [Fact]
    public void What_cannot_work_is_said_before_anything_starts()
    {
        Assert.Throws<FileNotFoundException>(() =>
            Open(Shop with { Source = new SourceName(VideoSource.Kind, "no.mp4") })
        );
        Assert.Throws<FileNotFoundException>(() => Open(Shop with { Detector = new() { YuNet = "no.onnx" } }));
        var cascade = folder.Write("cascade.xml", "no cascade");
        foreach (var (wrong, why) in new[] { (cascade, "cannot be read"), (folder["none.xml"], "not there") })
        {
            var refused = Assert.Throws<InvalidDataException>(() =>
                Open(
                    Shop with
                    {
                        Detector = new DetectorOptions { Asked = HaarDetector.Kind, Cascade = wrong },
                    }
                )
            );
            OneLine.Says(refused.Message, wrong, why);
        }
    }

    public void Dispose() => folder.Dispose();

    private EdgePipeline Open(EdgeOptions options) => new(options, TimeProvider.System, warnings.Add);
}
