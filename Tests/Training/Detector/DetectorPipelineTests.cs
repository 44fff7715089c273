using System.Text.Json;
using Spectre.Console;
using Vitrine.Training;
using Vitrine.Training.Detector;
using Vitrine.Training.Learning;
using Vitrine.Training.Monitoring;
using Vitrine.Vision.Detection;
using Vitrine.Wire;
using Xunit;

namespace Vitrine.Tests.Training.Detector;

/// <summary>Tiny runs on drawn faces: from a folder of pictures to a file that the edge's own class reads.</summary>
[Collection(nameof(TorchAlone))]
public sealed class DetectorPipelineTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public DetectorPipelineTests()
    {
        DrawnFacePictures.Draw(folder["faces"]);
        new FacePreparation(folder["faces"], folder["data"], seed: 0).Prepare(
            teacher: null,
            hasNoFaces: false,
            (_, _) => { },
            CancellationToken.None
        );
    }

    [Fact]
    public void A_run_leaves_a_detector_with_its_manifest_in_both_precisions()
    {
        Run(Job(epochs: 2));

        foreach (var place in new[] { "", "float32", "int8" })
        {
            var file = Path.Combine(folder["out"], place, "faces.onnx");
            Assert.InRange(DetectorManifest.Read(file, File.ReadAllBytes(file)).Score, 0.2f, 0.9f);
            using var detector = new NetworkDetector(DetectorSession.Open(file), 0.5f);
            using var picture = new OpenCvSharp.Mat(100, 130, OpenCvSharp.MatType.CV_8UC3);
            detector.Detect(picture, new List<FaceDetection>());
        }

        var card = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder["out"], "int8", "faces.json"))).RootElement;
        Assert.Equal("data", card.GetProperty("datasets")[0].GetProperty("name").GetString());
    }

    [Fact]
    public void The_loss_falls()
    {
        Run(Job(epochs: 40));

        using var last = Checkpoint.Read(Path.Combine(folder["out"], Checkpoint.Last));
        // On the scenes that it learns from: too few are held out here to tell more than noise.
        var losses = last.History.Select(epoch => epoch.TrainingLoss).ToArray();
        Assert.InRange(losses[^5..].Average() / losses[0], 0, 0.9);
    }

    [Fact]
    public void A_run_that_is_resumed_ends_in_the_same_bytes()
    {
        Run(Job(epochs: 3));
        // The rate depends on the run's length: so it is cut off, not shortened.
        using var stop = new CancellationTokenSource();
        Assert.Throws<OperationCanceledException>(() => Run(Job(epochs: 3), "cut", stop: stop, endAfter: 1));
        Run(Job(epochs: 3), "cut", resume: true);

        Assert.Equal(
            File.ReadAllBytes(Path.Combine(folder["out"], "float32", "faces.onnx")),
            File.ReadAllBytes(Path.Combine(folder["cut"], "float32", "faces.onnx"))
        );
        Assert.Equal(
            File.ReadAllBytes(Path.Combine(folder["out"], "int8", "faces.onnx")),
            File.ReadAllBytes(Path.Combine(folder["cut"], "int8", "faces.onnx"))
        );
    }

    [Fact]
    public void Data_that_was_prepared_for_something_else_is_refused_in_one_line()
    {
        DrawnData.Draw(folder["others"]);
        var job = Job(epochs: 1);
        job.Data.Clear();
        job.Data.Add(folder["others"]);

        OneLine.Says(Assert.Throws<BadInputException>(() => Run(job)).Message, "others", "prepare --dataset faces");
    }

    [Theory]
    [InlineData("--labels", "labels")]
    [InlineData("--size", "size")]
    [InlineData("--contact-sheet", "contact sheet")]
    public void What_is_for_attributes_alone_is_refused_in_one_line(string option, string what)
    {
        var job = Job(epochs: 1);
        switch (what)
        {
            case "labels":
                job.Labels.Add("yes");
                break;
            case "size":
                job.Size = 64;
                break;
        }

        var refused = Assert.Throws<BadInputException>(() => Run(job, contactSheet: what is "contact sheet"));

        OneLine.Says(refused.Message, option, "for attributes");
    }

    public void Dispose() => folder.Dispose();

    private TrainingJob Job(int epochs) =>
        new()
        {
            Task = "faces",
            Data = { folder["data"] },
            Epochs = epochs,
            Batch = 2,
            Averaging = 0.5,
            Threads = 1,
        };

    private void Run(
        TrainingJob job,
        string output = "out",
        bool resume = false,
        CancellationTokenSource? stop = null,
        int? endAfter = null,
        bool contactSheet = false
    )
    {
        using var said = new Listener(line =>
        {
            if (line.StartsWith($"epoch {endAfter}/", StringComparison.Ordinal))
            {
                stop!.Cancel();
            }
        });
        using var progress = new TrainingProgress(
            AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, Out = new AnsiConsoleOutput(said) }),
            TimeProvider.System
        );
        JobPipeline.Run(
            new TrainingRequest
            {
                Job = job,
                Folder = folder[output],
                Cache = folder["cache"],
                Resume = resume,
                ContactSheet = contactSheet,
            },
            progress,
            TimeProvider.System,
            stop?.Token ?? CancellationToken.None
        );
    }

    private sealed class Listener(Action<string> said) : StringWriter
    {
        public override void WriteLine(string? value) => said(value!);
    }
}
