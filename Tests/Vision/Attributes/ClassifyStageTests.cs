using Microsoft.ML.OnnxRuntime;
using OpenCvSharp;
using Vitrine.Models;
using Vitrine.Vision;
using Vitrine.Vision.Attributes;
using Vitrine.Vision.Detection;
using Vitrine.Vision.Tracking;
using Xunit;

namespace Vitrine.Tests.Vision.Attributes;

public sealed class ClassifyStageTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly FramePool pool = new();

    [Fact]
    public void Every_face_that_is_due_gets_a_vote_and_the_hold_on_the_frame_is_given_back()
    {
        using var stage = Stage("gender", TinyModels.Gender);
        using var tracked = Tracked(Seen(1, 5), Seen(7, 20));

        var votes = stage.Process(tracked.ShareDue()!);

        Assert.Equal([1, 7], votes.ByFace.Select(vote => vote.TrackId));
        Assert.All(votes.ByFace, vote => Assert.Equal(2, vote.Probabilities.Length));
        Assert.Equal(1, pool.Out);
        tracked.Dispose();
        Assert.Equal(0, pool.Out);
    }

    [Fact]
    public void A_failure_leaves_the_hold_to_the_engine()
    {
        using var stage = Stage("age", TinyModels.FailingAge);
        using var tracked = Tracked(Seen(1, 5));
        using var due = tracked.ShareDue()!;
        tracked.Dispose();

        Assert.Throws<OnnxRuntimeException>(() => stage.Process(due));
        Assert.Equal(1, pool.Out);
        due.Dispose();
        Assert.Equal(0, pool.Out);
    }

    [Fact]
    public void A_frame_without_a_face_due_is_not_shared()
    {
        using var tracked = Tracked();

        Assert.Null(tracked.ShareDue());
        tracked.Dispose();
        Assert.Equal(0, pool.Out);
    }

    [Fact]
    public void A_failing_model_of_the_tests_does_load_and_know_black_faces()
    {
        using var stage = Stage("age", TinyModels.FailingAge);
        using var tracked = Tracked(Scalar.Black, Seen(1, 5));

        Assert.Equal(1, Assert.Single(stage.Process(tracked.ShareDue()!).ByFace).Probabilities[0]);
    }

    public void Dispose()
    {
        pool.Dispose();
        folder.Dispose();
    }

    private static Sighting Seen(int track, float x) => new(track, new FaceDetection(new Box(x, 5, 20, 20), 1), true);

    private ClassifyStage Stage(string task, byte[] onnx)
    {
        var path = TinyModels.Write(
            folder.Path,
            task,
            onnx,
            json =>
            {
                json["input"]!["scale"] = 1;
                json["input"]!["mean"] = new System.Text.Json.Nodes.JsonArray(0, 0, 0);
            }
        );
        return new ClassifyStage(new ModelSlot(FaceModel.Open(path)), TimeProvider.System);
    }

    private Observation Tracked(params Sighting[] due) => Tracked(Scalar.White, due);

    private Observation Tracked(Scalar colour, params Sighting[] due) =>
        new(pool.Plain(colour: colour)) { Due = [.. due] };
}
