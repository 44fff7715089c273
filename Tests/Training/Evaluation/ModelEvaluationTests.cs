using System.Text.Json;
using OpenCvSharp;
using Spectre.Console;
using Vitrine.Tests.Vision.Attributes;
using Vitrine.Tests.Vision.Detection;
using Vitrine.Training.Evaluation;
using Vitrine.Training.Monitoring;
using Vitrine.Wire;
using Xunit;

namespace Vitrine.Tests.Training.Evaluation;

/// <summary>The gender model says female of a red face and male of any other; the age model says 25-32 (group 4) of all.</summary>
public sealed class ModelEvaluationTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public ModelEvaluationTests()
    {
        Draw("red.png", Scalar.Red);
        Draw("black.png", Scalar.Black);
    }

    [Fact]
    public void Both_models_are_judged_on_the_rows_that_have_their_label()
    {
        Models("age", "gender");

        var report = Evaluate(
            "file,age,gender,x,y,w,h",
            "red.png,30,female,5,5,20,20",
            "red.png,40,male,5,5,20,20",
            "black.png,,male,5,5,20,20",
            "black.png,35,,5,5,20,20"
        );

        Assert.Equal((4, 0), (report.Faces, report.Missed));
        Assert.Equal((2, 0.5, 1.0), (report["age"]!.Total, report["age"]!.Accuracy, report["age"]!.OneOff));
        Assert.Equal(
            [
                [1, 0],
                [1, 1],
            ],
            report["gender"]!.ToRows()
        );
        Assert.True(report.MsPerFace > 0);
    }

    [Fact]
    public void The_face_is_what_the_box_holds_and_not_the_whole_picture()
    {
        Models("gender");
        using (var picture = new Mat(60, 60, MatType.CV_8UC3, Scalar.Black))
        {
            picture[new Rect(0, 0, 30, 60)].SetTo(Scalar.Red);
            Cv2.ImWrite(folder["half.png"], picture);
        }

        var report = Evaluate("file,gender,x,y,w,h", "half.png,female,2,20,20,20", "half.png,male,36,20,20,20");

        Assert.Equal(1, report["gender"]!.Accuracy);
    }

    [Fact]
    public void With_one_model_the_other_key_is_null()
    {
        Models("gender");

        using var json = JsonDocument.Parse(
            Evaluate("file,age,gender,x,y,w,h", "red.png,30,female,5,5,20,20").ToJson()
        );

        Assert.Equal(
            ["faces", "missed", "age", "gender", "msPerFace"],
            json.RootElement.EnumerateObject().Select(field => field.Name)
        );
        Assert.Equal(JsonValueKind.Null, json.RootElement.GetProperty("age").ValueKind);
        Assert.Equal("[[1,0],[0,0]]", json.RootElement.GetProperty("gender").GetProperty("confusion").GetRawText());
    }

    [Fact]
    public void Figures_are_written_under_the_names_of_the_format()
    {
        Models("age");

        using var json = JsonDocument.Parse(Evaluate("file,age,x,y,w,h", "red.png,30,5,5,20,20").ToJson());

        var age = json.RootElement.GetProperty("age");
        Assert.Equal(
            ["exact", "oneOff", "macroRecall", "confusion"],
            age.EnumerateObject().Select(field => field.Name)
        );
        Assert.Equal(8, age.GetProperty("confusion").GetArrayLength());
    }

    [Fact]
    public void Without_a_box_the_edges_detector_finds_the_face_and_what_it_misses_is_counted()
    {
        Models("gender");
        using (var grey = DrawnFaces.Draw(seed: 1, 320, 240))
        using (var drawn = new Mat())
        {
            Cv2.CvtColor(grey, drawn, ColorConversionCodes.GRAY2BGR);
            Cv2.ImWrite(folder["drawn.png"], drawn);
        }

        var report = Evaluate("file,gender", "drawn.png,male", "red.png,female", "drawn.png,male");

        Assert.Equal((2, 1, 2), (report.Faces, report.Missed, report["gender"]!.Total));
    }

    [Fact]
    public void A_list_longer_than_a_batch_is_judged_to_its_end()
    {
        Models("gender");

        var rows = Enumerable.Repeat("red.png,female,5,5,20,20", 150).Append("black.png,male,5,5,20,20");

        Assert.Equal(
            [
                [150, 0],
                [0, 1],
            ],
            Evaluate(["file,gender,x,y,w,h", .. rows])["gender"]!.ToRows()
        );
    }

    [Fact]
    public void A_picture_that_is_missing_is_said_with_its_name_and_line() =>
        OneLine.Says(
            Refused("file,gender,x,y,w,h", "red.png,female,5,5,20,20", "gone.png,female,5,5,20,20"),
            "line 3",
            "gone.png"
        );

    [Fact]
    public void A_picture_that_cannot_be_read_is_said_with_its_name_and_line()
    {
        folder.Write("rubbish.png", "this is no picture");

        OneLine.Says(Refused("file,gender,x,y,w,h", "rubbish.png,female,5,5,20,20"), "line 2", "rubbish.png");
    }

    [Fact]
    public void A_box_outside_its_picture_is_said_with_its_line() =>
        OneLine.Says(Refused("file,gender,x,y,w,h", "red.png,female,500,5,20,20"), "line 2", "red.png", "30 x 30");

    [Fact]
    public void A_models_folder_that_cannot_be_used_is_said() =>
        OneLine.Says(
            Assert.Throws<BadInputException>(() => Evaluate("file,gender,x,y,w,h", "red.png,female,5,5,20,20")).Message,
            folder["models"]
        );

    public void Dispose() => folder.Dispose();

    private string Refused(params string[] lines)
    {
        Models("gender");
        return Assert.Throws<BadInputException>(() => Evaluate(lines)).Message;
    }

    private void Models(params string[] tasks)
    {
        Directory.CreateDirectory(folder["models"]);
        foreach (var task in tasks)
        {
            TinyModels.Write(folder["models"], task, task is "age" ? TinyModels.Age : TinyModels.Gender);
        }
    }

    private void Draw(string name, Scalar colour)
    {
        using var picture = new Mat(30, 30, MatType.CV_8UC3, colour);
        Cv2.ImWrite(folder[name], picture);
    }

    private EvaluationReport Evaluate(params string[] lines)
    {
        var request = new EvaluationRequest
        {
            Models = folder["models"],
            List = folder.Write("list.csv", string.Join('\n', lines)),
            Images = folder.Path,
        };
        var quiet = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(TextWriter.Null) });
        using var progress = new TrainingProgress(quiet, TimeProvider.System);
        return ModelEvaluation.Run(request, progress, TimeProvider.System, TestContext.Current.CancellationToken);
    }
}
