using System.Text.Json;
using System.Text.Json.Nodes;
using Vitrine.Training.Examples;
using static System.FormattableString;

namespace Vitrine.Training.Evaluation;

/// <summary>How well one attribute was estimated on a labelled list.</summary>
/// <param name="Attribute">What was estimated.</param>
/// <param name="Confusion">Actual and predicted classes; not empty.</param>
public sealed record AttributeFigures(TrainingAttribute Attribute, ConfusionMatrix Confusion)
{
    /// <summary>Accuracy, oneOff where the labels have an order, macroRecall, confusion.</summary>
    public JsonObject ToJson()
    {
        var json = new JsonObject { [Attribute.Right] = Short(Confusion.Accuracy) };
        if (Attribute.Attribute.IsOrdinal)
        {
            json["oneOff"] = Short(Confusion.OneOff);
        }

        json["macroRecall"] = Short(Confusion.MacroRecall);
        json["confusion"] = JsonSerializer.SerializeToNode(Confusion.ToRows());
        return json;
    }

    /// <summary>For a person: the figures in one line, then the table.</summary>
    public IEnumerable<string> ToLines()
    {
        var oneOff = Attribute.Attribute.IsOrdinal ? Invariant($", one-off {Confusion.OneOff:0.0000}") : "";
        return
        [
            Invariant(
                $"{Attribute.Name}, {Confusion.Total} faces: {Attribute.Right} {Confusion.Accuracy:0.0000}{oneOff}, macro recall {Confusion.MacroRecall:0.0000}"
            ),
            .. ConfusionTable.Lines(Confusion, Attribute.Labels),
        ];
    }

    private static double Short(double share) => Math.Round(share, 6);
}
