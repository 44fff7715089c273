using System.Text.Json.Nodes;
using Vitrine.Training.Examples;
using static System.FormattableString;

namespace Vitrine.Training.Evaluation;

/// <summary>How well models do on a labelled list.</summary>
public sealed record EvaluationReport
{
    /// <summary>Faces that were classified, with labels or without.</summary>
    public required int Faces { get; init; }

    /// <summary>Rows without a box in whose picture the detector found no face; they are in no other figure.</summary>
    public required int Missed { get; init; }

    /// <summary>What was judged, by attribute: there is a model for it, and a classified face has a label.</summary>
    public required IReadOnlyList<AttributeFigures> Attributes { get; init; }

    /// <summary>The figures of an attribute; null: it was not judged.</summary>
    public ConfusionMatrix? this[string attribute] =>
        Attributes
            .FirstOrDefault(figures => figures.Attribute.Name.Equals(attribute, StringComparison.Ordinal))
            ?.Confusion;

    /// <summary>
    /// What one face takes from picture to probabilities, in milliseconds: preprocessing and network of each model, one
    /// after the other on one thread. The median, so that a disturbance does not count; 0 without faces.
    /// </summary>
    public required double MsPerFace { get; init; }

    /// <summary>
    /// As JSON: faces, missed, age (exact, oneOff, macroRecall, confusion), gender (accuracy, macroRecall, confusion), any
    /// other attribute that was judged (accuracy, oneOff where its labels have an order, macroRecall, confusion), msPerFace.
    /// Shares are 0 to 1; a confusion has one row for each actual class. Age and gender are null where they were not judged.
    /// </summary>
    public string ToJson()
    {
        var json = new JsonObject { ["faces"] = Faces, ["missed"] = Missed };
        foreach (var known in TrainingAttribute.Known)
        {
            json[known.Name] = null;
        }

        foreach (var figures in Attributes)
        {
            json[figures.Attribute.Name] = figures.ToJson();
        }

        json["msPerFace"] = Math.Round(MsPerFace, 3);
        return json.ToJsonString();
    }

    /// <summary>As lines for a person.</summary>
    public IEnumerable<string> ToLines() =>
        [
            Invariant($"{Faces} faces classified, {Missed} missed; {MsPerFace:0.00} ms per face (median, one thread)"),
            .. Attributes.SelectMany(figures => figures.ToLines().Prepend(string.Empty)),
        ];
}
