using Spectre.Console;
using Vitrine.Training.Examples;
using Vitrine.Training.Monitoring;
using Vitrine.Vision;
using Vitrine.Wire;
using Xunit;

namespace Vitrine.Tests.Training.Examples;

public sealed class ExampleReaderTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public ExampleReaderTests() => DrawnData.Draw(folder["data"], training: 4, others: 2);

    [Fact]
    public void The_box_of_the_list_is_used_and_nothing_is_searched_for()
    {
        var splits = Read(Drawn.Gender());

        Assert.Equal((4, 2, 2), (splits.Training.Count, splits.Validation.Count, splits.Test.Count));
        Assert.All(splits.Training, example => Assert.Equal(new Box(4, 4, 32, 32), example.Face));
        Assert.Equal([0, 1, 0, 1], splits.Training.Select(example => example.Label!.Value));
        Assert.Equal((0, 0), (splits.Found, splits.NotFound));
        Assert.Equal("boxes", splits.Detector.Kind);
    }

    [Fact]
    public void Without_a_box_and_without_a_face_it_is_the_middle_of_the_picture()
    {
        List("train", "file,gender", "train-0.png,female", "train-1.png,male");

        var splits = Read(Drawn.Gender());

        Assert.Equal((0, 2), (splits.Found, splits.NotFound));
        Assert.Equal(("vitrine", "faces.onnx"), (splits.Detector.Kind, splits.Detector.File));
        Assert.All(splits.Training, example => Assert.Equal(new Box(4, 4, 32, 32), example.Face));
    }

    [Fact]
    public void A_detector_that_cannot_be_used_is_one_line_where_a_face_has_no_box()
    {
        var boxes = Drawn.Gender(job => (job.Yunet, job.Crop) = (folder["nowhere.onnx"], "box"));
        Assert.Equal(4, Read(boxes).Training.Count);
        List("train", "file,gender", "train-0.png,female", "train-1.png,male");

        var refused = Assert.Throws<BadInputException>(() =>
            Read(Drawn.Gender(job => job.Yunet = folder["nowhere.onnx"]))
        );

        OneLine.Says(refused.Message, "no box", folder["nowhere.onnx"], "not there");
    }

    [Fact]
    public void Ages_between_two_groups_are_for_a_loss_over_years_and_for_learning_only()
    {
        string[] groups = ["1", "5", "10", "17", "30", "40", "50", "70", "35"];
        foreach (var list in new[] { "train", "val", "test" })
        {
            List(list, "file,age,x,y,w,h", [.. groups.Select(age => $"{list}-0.png,{age},4,4,32,32")]);
        }

        int[] Counts(TrainingJob job) =>
            Read(job) is var read ? [read.Training.Count, read.Validation.Count, read.Test.Count] : [];

        Assert.Equal([9, 8, 8], Counts(Drawn.Age()));
        Assert.Equal([8, 8, 8], Counts(Drawn.Age(job => job.Loss = "cross-entropy")));
    }

    [Fact]
    public void A_split_without_a_class_or_without_any_label_is_one_line()
    {
        List("val", "file,gender,x,y,w,h", "val-0.png,female,4,4,32,32");
        OneLine.Says(Refused(), "validation split has no example of male");
        List("val", "file,gender,x,y,w,h", "val-0.png,female,4,4,32,32", "val-1.png,male,4,4,32,32");
        List("test", "file,age,x,y,w,h", "test-0.png,30,4,4,32,32");
        OneLine.Says(Refused(), "test split has no example", "--task gender");
    }

    public void Dispose() => folder.Dispose();

    private void List(string name, string header, params string[] rows) =>
        File.WriteAllLines(folder[$"data/{name}.csv"], [header, .. rows]);

    private string Refused() => Assert.Throws<BadInputException>(() => Read(Drawn.Gender())).Message;

    private ExampleSplits Read(TrainingJob job)
    {
        job.Data.Add(folder["data"]);
        using var writer = new StringWriter();
        using var progress = new TrainingProgress(
            AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, Out = new AnsiConsoleOutput(writer) }),
            TimeProvider.System
        );
        return ExampleReader.Read(job, ExampleReader.ReadLists(job), progress, CancellationToken.None);
    }
}
