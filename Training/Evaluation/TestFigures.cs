using System.Globalization;
using System.Text.Json.Nodes;
using Vitrine.Training.Examples;
using static System.FormattableString;

namespace Vitrine.Training.Evaluation;

/// <summary>How good a model is on a data set's test split.</summary>
public sealed class TestFigures
{
    /// <summary>From this age on, in years, people too can see the gender in a face.</summary>
    public const int GrownUp = 15;

    private readonly IReadOnlyList<Answer> answers;
    private readonly TrainingAttribute attribute;

    /// <param name="dataSet">The data set's name.</param>
    /// <param name="attribute">What the model estimates.</param>
    /// <param name="answers">The model's answer to each example.</param>
    public TestFigures(string dataSet, TrainingAttribute attribute, IReadOnlyList<Answer> answers)
    {
        DataSet = dataSet;
        this.attribute = attribute;
        this.answers = answers;
        Confusion = Confused(answers);
    }

    /// <summary>The data set's name.</summary>
    public string DataSet { get; }

    /// <summary>The classes.</summary>
    public IReadOnlyList<string> Labels => attribute.Labels;

    /// <summary>Actual and predicted classes.</summary>
    public ConfusionMatrix Confusion { get; }

    /// <summary>Gender only: accuracy for those from 15 years on; null where no age is known.</summary>
    public double? GrownUpAccuracy =>
        attribute.OfGrownUps
        && answers.Where(answer => answer.Example.Age >= GrownUp).ToArray() is { Length: > 0 } grownUp
            ? Confused(grownUp).Accuracy
            : null;

    /// <summary>Age only: mean distance of the expected age from the true one, in years; null where no age is known.</summary>
    public double? MeanErrorYears =>
        attribute.InYears && answers.Where(answer => answer.Example.Age is not null).ToArray() is { Length: > 0 } known
            ? known.Average(answer => Math.Abs(ExpectedAge.Of(answer.Probabilities) - answer.Example.Age!.Value))
            : null;

    /// <summary>For a model's card.</summary>
    public JsonObject ToJson()
    {
        var figures = new JsonObject
        {
            ["faces"] = Confusion.Total,
            [attribute.Right] = Rounded(Confusion.Accuracy),
            ["macroRecall"] = Rounded(Confusion.MacroRecall),
        };
        if (attribute.Attribute.IsOrdinal)
        {
            figures["oneOff"] = Rounded(Confusion.OneOff);
        }

        if (GrownUpAccuracy is { } grownUp)
        {
            figures["accuracyFrom15Years"] = Rounded(grownUp);
        }

        if (MeanErrorYears is { } years)
        {
            figures["meanErrorYears"] = Rounded(years);
        }

        figures["recall"] = new JsonObject(
            Labels.Select(
                (label, index) =>
                    KeyValuePair.Create(
                        label,
                        Confusion.RecallOf(index) is { } recall ? (JsonNode?)Rounded(recall) : null
                    )
            )
        );
        return figures;
    }

    /// <summary>For people: the figures in one line, then the confusion matrix.</summary>
    public IEnumerable<string> ToLines()
    {
        var figures = ToJson()
            .Where(figure => figure.Value is JsonValue)
            .Select(figure => Invariant($"{figure.Key} {figure.Value}"));
        return [$"{DataSet}: {string.Join(", ", figures)}", .. ConfusionTable.Lines(Confusion, Labels)];
    }

    private ConfusionMatrix Confused(IEnumerable<Answer> some) =>
        ConfusionMatrix.Of(Labels.Count, some.Select(answer => (answer.Example.Label!.Value, answer.Predicted)));

    private static double Rounded(double figure) =>
        double.Parse(figure.ToString("0.0000", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
}
