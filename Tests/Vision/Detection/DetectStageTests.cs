using Vitrine.Vision;
using Vitrine.Vision.Detection;
using Xunit;

namespace Vitrine.Tests.Vision.Detection;

public sealed class DetectStageTests : IDisposable
{
    private static readonly FaceDetection Face = new(new Box(1, 2, 30, 30), 0.9f);
    private readonly FramePool pool = new();

    [Fact]
    public void A_frame_goes_on_with_its_faces_and_is_still_held()
    {
        using var stage = new DetectStage(new FixedDetector(Face));
        var frame = pool.Plain();

        using var detected = stage.Process(frame);

        Assert.Same(frame, detected.Frame);
        Assert.Equal([Face], detected.Faces);
        Assert.Equal(1, pool.Out);
    }

    [Fact]
    public void Faces_of_one_frame_stay_what_they_are_when_the_next_one_comes()
    {
        using var stage = new DetectStage(new FixedDetector(Face));
        using var one = stage.Process(pool.Plain());
        using var other = stage.Process(pool.Plain());

        Assert.Equal([Face], one.Faces);
    }

    [Fact]
    public void The_detector_is_freed_with_its_stage()
    {
        var detector = new FixedDetector();
        new DetectStage(detector).Dispose();

        Assert.True(detector.IsDisposed);
    }

    [Fact]
    public void A_missing_file_of_YuNet_is_said() =>
        OneLine.Says(
            Assert.Throws<FileNotFoundException>(() => DetectStage.Factory(new() { YuNet = "no.onnx" })()).Message,
            "'no.onnx'"
        );

    public void Dispose() => pool.Dispose();
}
