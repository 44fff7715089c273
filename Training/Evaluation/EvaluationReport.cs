using System.Text.Json;
using Vitrine.Models;
using static System.FormattableString;

namespace Vitrine.Training.Evaluation;

/// <summary>How well models do on a labelled list.</summary>
public sealed record EvaluationReport
{
    /// <summary>Faces that were classified, with labels or without.</summary>
    public required int Faces { get; init; }

    /// <summary>Rows without a box in whose picture the detector found no face; they are in no other figure.</summary>
    public required int Missed { get; init; }

    /// <summary>Age groups; null: no model tells them, or no classified face has one.</summary>
    public required Confusion? Age { get; init; }

    /// <summary>Genders; null: no model tells them, or no classified face has one.</summary>
    public required Confusion? Gender { get; init; }

    /// <summary>
    /// What one face takes from picture to probabilities, in milliseconds: preprocessing and network of each model, one
    /// after the other on one thread. The median, so that a disturbance does not count; 0 without faces.
    /// </summary>
    public required double MsPerFace { get; init; }

    /// <summary>
    /// As JSON: faces, missed, age (exact, oneOff, macroRecall, confusion), gender (accuracy, macroRecall, confusion),
    /// msPerFace. Shares are 0 to 1; a confusion has one row for each actual class. What was not judged is null.
    /// </summary>
    public string ToJson() =>
        JsonSerializer.Serialize(
            new
            {
                faces = Faces,
                missed = Missed,
                age = Age is null
                    ? null
                    : new
                    {
                        exact = Short(Age.Accuracy),
                        oneOff = Short(Age.OneOff),
                        macroRecall = Short(Age.MacroRecall),
                        confusion = Age.ToRows(),
                    },
                gender = Gender is null
                    ? null
                    : new
                    {
                        accuracy = Short(Gender.Accuracy),
                        macroRecall = Short(Gender.MacroRecall),
                        confusion = Gender.ToRows(),
                    },
                msPerFace = Math.Round(MsPerFace, 3),
            }
        );

    /// <summary>As lines for a person.</summary>
    public IEnumerable<string> ToLines()
    {
        yield return Invariant(
            $"{Faces} faces classified, {Missed} missed; {MsPerFace:0.00} ms per face (median, one thread)"
        );
        if (Age is not null)
        {
            yield return string.Empty;
            yield return Invariant(
                $"age, {Age.Total} faces: exact {Age.Accuracy:0.0000}, one-off {Age.OneOff:0.0000}, macro recall {Age.MacroRecall:0.0000}"
            );
            foreach (var line in ConfusionTable.Lines(Age, Demography.AgeGroups))
            {
                yield return line;
            }
        }

        if (Gender is not null)
        {
            yield return string.Empty;
            yield return Invariant(
                $"gender, {Gender.Total} faces: accuracy {Gender.Accuracy:0.0000}, macro recall {Gender.MacroRecall:0.0000}"
            );
            foreach (var line in ConfusionTable.Lines(Gender, Demography.Genders))
            {
                yield return line;
            }
        }
    }

    private static double Short(double share) => Math.Round(share, 6);
}
