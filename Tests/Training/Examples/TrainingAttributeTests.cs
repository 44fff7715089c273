using Vitrine.Models;
using Vitrine.Training.Data;
using Vitrine.Training.Examples;
using Vitrine.Wire;
using Xunit;

namespace Vitrine.Tests.Training.Examples;

public sealed class TrainingAttributeTests
{
    [Fact]
    public void Age_and_gender_have_columns_and_labels_of_their_own()
    {
        var face = new LabelledFace
        {
            File = "a",
            Age = 30,
            Group = 4,
            Gender = 1,
        };

        Assert.Equal(FaceAttribute.Known, TrainingAttribute.Known.Select(row => row.Attribute));
        Assert.Equal([4, 1], TrainingAttribute.Known.Select(row => row.LabelOf(face)));
        var job = Drawn.Age();
        TrainingAttribute.NameLabels(job, [Set(face)]);
        Assert.Empty(job.Labels);
    }

    [Fact]
    public void Any_other_attribute_is_the_column_of_its_name_with_its_values_in_order()
    {
        var job = Mood();
        TrainingAttribute.NameLabels(job, [Set(Face("low"), Face(null)), Set(Face("high"), Face("low"))]);

        Assert.Equal(["high", "low"], job.Labels);
        var mood = TrainingAttribute.Of(job);
        Assert.Equal(("mood", false), (mood.Name, mood.Attribute.IsOrdinal));
        Assert.Equal([1, 0, null], new[] { "low", "high", null }.Select(label => mood.LabelOf(Face(label))));
    }

    [Fact]
    public void Labels_that_a_job_names_stay_and_a_row_that_says_another_is_refused_in_one_line()
    {
        var job = Mood();
        job.Labels.Add(["low", "high"]);
        TrainingAttribute.NameLabels(job, [Set(Face("high"), Face("hihg"))]);

        Assert.Equal(["low", "high"], job.Labels);
        var refused = Assert.Throws<BadInputException>(() => TrainingAttribute.Of(job).LabelOf(Face("hihg")));
        OneLine.Says(refused.Message, "mood 'hihg'", "picture 'a'", "low, high");
    }

    [Fact]
    public void A_column_that_is_missing_or_says_one_thing_only_is_refused_in_one_line()
    {
        OneLine.Says(Refused(Face(null)), "--task mood", "no face of the training split", "column 'mood'");
        OneLine.Says(Refused(Face("low")), "--task mood", "1 different labels", "'low'", "2 to 100");
    }

    private static string Refused(LabelledFace face) =>
        Assert.Throws<BadInputException>(() => TrainingAttribute.NameLabels(Mood(), [Set(face)])).Message;

    private static TrainingJob Mood() => new() { Task = "mood" };

    private static LabelledFace Face(string? mood) =>
        new()
        {
            File = "a",
            Others = mood is null ? LabelledFace.NoOthers : new Dictionary<string, string> { ["mood"] = mood },
        };

    private static PreparedData Set(params LabelledFace[] faces) =>
        new()
        {
            Name = "drawn",
            Images = "",
            Train = faces,
            Validation = [],
            Test = [],
            Hash = "",
        };
}
