using Vitrine.Models;
using Vitrine.Tests.Training.Examples;
using Vitrine.Training.Evaluation;
using Vitrine.Training.Examples;
using Xunit;

namespace Vitrine.Tests.Training.Evaluation;

public sealed class TestFiguresTests
{
    [Fact]
    public void Gender_is_also_told_for_those_from_15_years_on()
    {
        var figures = Gender(
            Said(label: 0, age: 30, 0.9f),
            Said(label: 1, age: 15, 0.2f),
            Said(label: 1, age: 3, 0.8f)
        );

        Assert.Equal(2.0 / 3, figures.Confusion.Accuracy, 1e-9);
        Assert.Equal(1, figures.GrownUpAccuracy);
        Assert.Null(figures.MeanErrorYears);
        Assert.Null(Gender(Said(label: 0, age: null, 0.9f)).GrownUpAccuracy);
    }

    [Fact]
    public void Age_is_told_in_years_off_too()
    {
        float[] certain = [0, 0, 0, 0, 1, 0, 0, 0];
        var figures = new TestFigures(
            "drawn",
            Of(FaceAttribute.Age),
            [new Answer(Drawn.Aged(26), certain), new Answer(Drawn.Aged(40), certain), new Answer(Drawn.Of(5), certain)]
        );

        Assert.Equal((2.5 + 11.5) / 2, figures.MeanErrorYears);
        var json = figures.ToJson();
        Assert.Equal((3, 0.3333, 1.0), ((int)json["faces"]!, (double)json["exact"]!, (double)json["oneOff"]!));
        Assert.Equal(1, (double)json["recall"]!["25-32"]!);
        Assert.Null(json["recall"]!["60+"]);
    }

    [Fact]
    public void People_read_the_figures_in_one_line_and_then_the_table()
    {
        var lines = Gender(Said(label: 0, age: 30, 0.9f)).ToLines().ToArray();

        Assert.Equal("drawn: faces 1, accuracy 1, macroRecall 1, accuracyFrom15Years 1", lines[0]);
        Assert.True(lines.Length > 2);
    }

    [Fact]
    public void The_likeliest_class_is_the_answer() =>
        Assert.Equal((0, 1), (Said(0, null, 0.6f).Predicted, Said(0, null, 0.4f).Predicted));

    private static TestFigures Gender(params Answer[] answers) => new("drawn", Of(FaceAttribute.Gender), answers);

    private static TrainingAttribute Of(FaceAttribute attribute) =>
        TrainingAttribute.Known.Single(known => known.Attribute == attribute);

    private static Answer Said(int label, int? age, float female) => new(Drawn.Of(label, age), [female, 1 - female]);
}
