using System.Text.Json.Nodes;
using Spectre.Console;
using Vitrine.Jobs;
using Vitrine.Models;
using Vitrine.Tests.Architecture;
using Vitrine.Training.Evaluation;
using Vitrine.Training.Monitoring;
using Vitrine.Vision.Attributes;
using Xunit;

namespace Vitrine.Tests.Training;

/// <summary>An attribute is data: a column of a list becomes a model, and no source file of the product names it.</summary>
[Collection(nameof(TorchAlone))]
public sealed class AnyAttributeTests : IDisposable
{
    private static readonly string[] Endings = [".cs", ".proto", ".hocon", ".js", ".html"];

    private const int Unseen = 40;
    private readonly DrawnRun run = new();

    [Fact]
    public void A_column_becomes_a_model_that_tells_faces_it_never_saw()
    {
        var package = DrawnGlasses.Train(run);

        Assert.InRange(package.Full.Measurement.Accuracy, 0.85, 1);
        var model = Assert.Single(FaceModels.Open(run["out"]).Present);
        Assert.Equal(["with", "without"], model.Manifest.Labels);
        Assert.Equal(
            ("glasses", false, "boxes"),
            (model.Manifest.Task, model.Manifest.Ordinal, model.Manifest.Detector!.Kind)
        );
        Assert.Equal(["with", "without"], JobFile.Read(Path.Combine(run["out"], "job.json")).Labels);
        Assert.InRange(RightOfUnseen(model), 0.85 * Unseen, Unseen);
        EvaluationHasItUnderItsName();
    }

    [Fact]
    public void No_source_file_of_the_product_names_it()
    {
        string[] named =
        [
            .. Endings
                .SelectMany(SourceTree.FilesEnding)
                .Where(file => !file.StartsWith("Tests", StringComparison.Ordinal))
                // The shop that is drawn for demonstrations: what its visitors wear is decoration, and nothing reads it.
                .Where(file => !file.StartsWith("Actors/Vision/Synthetic/", StringComparison.Ordinal))
                .Where(file => SourceTree.Read(file).Contains(DrawnGlasses.Name, StringComparison.OrdinalIgnoreCase)),
        ];

        Assert.Empty(named);
    }

    public void Dispose() => run.Dispose();

    private static int RightOfUnseen(FaceModel model)
    {
        using var network = new FaceNetwork(model);
        var random = new Random(99);
        return Enumerable
            .Range(0, Unseen)
            .Count(number =>
            {
                using var picture = DrawnGlasses.Picture(number % 2 == 0, random);
                var said = network.Classify(picture, DrawnGlasses.Face);
                return said[0] > said[1] == (number % 2 == 0);
            });
    }

    private void EvaluationHasItUnderItsName()
    {
        var quiet = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(TextWriter.Null) });
        using var progress = new TrainingProgress(quiet, TimeProvider.System);
        var report = ModelEvaluation.Run(
            new EvaluationRequest
            {
                Models = run["out"],
                List = Path.Combine(run[DrawnGlasses.Name], "test.csv"),
                Images = run[DrawnGlasses.Name],
            },
            progress,
            TimeProvider.System,
            TestContext.Current.CancellationToken
        );

        var json = JsonNode.Parse(report.ToJson())!.AsObject();
        Assert.Equal(["faces", "missed", "age", "gender", "glasses", "msPerFace"], json.Select(entry => entry.Key));
        Assert.Null(json["age"]);
        Assert.Equal(
            ["accuracy", "macroRecall", "confusion"],
            json["glasses"]!.AsObject().Select(figure => figure.Key)
        );
        Assert.Equal(24, report[DrawnGlasses.Name]!.Total);
    }
}
