using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Vitrine.Models;

namespace Vitrine.Training.Packaging;

/// <summary>A model's card for people, in Markdown.</summary>
public static class CardText
{
    private static readonly JsonSerializerOptions Plain = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The card.</summary>
    public static string Of(ModelCard card) =>
        string.Join(
            "\n",
            [
                $"# {card.Task}, version {card.Version}, {PrecisionName.Of(card.Precision)}",
                "",
                card.IntendedUse,
                "",
                "## Limits",
                "",
                .. card.Limits.Select(limit => $"- {limit}"),
                "",
                "## Licence",
                "",
                card.Licence,
                "",
                "## How well it does",
                "",
                .. Table(Leaves("", card.Metrics)),
                "",
                "## What it is",
                "",
                .. Table(Facts(card)),
                "",
            ]
        );

    private static IEnumerable<(string, string)> Facts(ModelCard card)
    {
        var (export, input) = (card.Export, card.Input);
        yield return ("Labels", string.Join(", ", card.Labels));
        if (card.Detector is { } detector)
        {
            yield return ("Faces found by", DetectorText(detector));
        }

        yield return (
            "Input",
            $"{input.Colour}, {input.Width} x {input.Height}, face {(input.Aligned ? "by its landmarks" : "box")} x {input.CropMargin}, square"
        );
        yield return ("Normalised", $"(pixel - ({string.Join(", ", input.Mean)})) * {input.Scale}");
        yield return ("File", $"{export.Bytes} bytes, SHA-256 {card.Sha256}");
        yield return ("Written", card.Created.ToString("u", CultureInfo.InvariantCulture));
        yield return ("Speed there", $"{export.MillisecondsPerFace:0.00} ms a face on one thread");
        yield return (
            "Against the trained network",
            $"probabilities differ by {export.LargestDifference:0.######} at most, on {export.ParityFaces} faces"
        );
        if (export.CalibrationFaces is { } faces)
        {
            yield return ("Calibrated on", $"{faces} faces");
        }

        yield return ("Job", card.Parents.Job);
        foreach (var dataset in card.Parents.Datasets)
        {
            yield return ("Trained on", $"{dataset.Name}, hash {dataset.Hash}, split seed {dataset.SplitSeed}");
        }

        foreach (var file in new[] { card.Parents.Pretrained, card.Parents.QuantizedFrom }.OfType<ParentFile>())
        {
            yield return ("Made of", $"{file.File}, SHA-256 {file.Sha256}");
        }
    }

    private static string DetectorText(ModelDetector detector) =>
        detector.Kind is ModelDetector.Boxes
            ? "the boxes of the lists"
            : $"{detector.Kind} ({detector.File}, SHA-256 {detector.Sha256})";

    /// <summary>Each number of a tree, named by its path; a list stays together.</summary>
    private static IEnumerable<(string, string)> Leaves(string path, JsonNode? node) =>
        node is JsonObject branch
            ? branch.SelectMany(child => Leaves(path.Length == 0 ? child.Key : $"{path}, {child.Key}", child.Value))
            : [(path, node?.ToJsonString(Plain) ?? "-")];

    private static IEnumerable<string> Table(IEnumerable<(string Name, string Value)> rows) =>
        ["| | |", "|---|---|", .. rows.Select(row => $"| {Cell(row.Name)} | {Cell(row.Value)} |")];

    private static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal);
}
