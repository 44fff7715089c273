using System.Text.RegularExpressions;

namespace Vitrine.Models;

/// <summary>Something that may be estimated of a face.</summary>
/// <param name="Name">1 to 40 characters a-z, 0-9 and '-'; models, columns and figures are named by it.</param>
/// <param name="Labels">The classes, in the order of a model's output.</param>
/// <param name="IsOrdinal">Whether the labels have an order, so that a neighbouring one is nearly right.</param>
#pragma warning disable CA1711 // An attribute of a face, the field's own word, and no attribute of the language.
public sealed partial record FaceAttribute(string Name, IReadOnlyList<string> Labels, bool IsOrdinal)
{
    /// <summary>What counts call those whom no vote described; so no label of any attribute.</summary>
    public const string Unknown = "unknown";

    /// <summary>Labels of one attribute, at the least.</summary>
    public const int LeastLabels = 2;

    /// <summary>Labels of one attribute, at the most.</summary>
    public const int MostLabels = 100;

    /// <summary>Characters of a label, at the most.</summary>
    public const int LongestLabel = 40;

    /// <summary>The age group.</summary>
    public static FaceAttribute Age { get; } = new("age", Demography.AgeGroups, IsOrdinal: true);

    /// <summary>The gender.</summary>
    public static FaceAttribute Gender { get; } = new("gender", Demography.Genders, IsOrdinal: false);

    /// <summary>
    /// Those whose labels are the same everywhere, age first; all others have the labels that a model's manifest or a list gives.
    /// </summary>
    public static IReadOnlyList<FaceAttribute> Known { get; } = [Age, Gender];

    /// <summary>The known attribute of a name; null: it is not one of <see cref="Known"/>.</summary>
    public static FaceAttribute? Find(string name) =>
        Known.FirstOrDefault(known => known.Name.Equals(name, StringComparison.Ordinal));

    /// <summary>
    /// Names that mean something else where attributes are counted: nodes of the device's graph, the figure of the detector, and
    /// columns and keys of lists, evaluations and jobs.
    /// </summary>
    public static IReadOnlyList<string> Reserved { get; } =
    [
        "frames",
        "detector",
        "detect",
        "tracker",
        "classifiers",
        "aggregator",
        "annotator",
        "file",
        "group",
        "x",
        "y",
        "w",
        "h",
        "subject",
        "faces",
        "missed",
        "job",
    ];

    /// <summary>Whether a text can be an attribute's name.</summary>
    public static bool IsName(string text) => Names.IsMatch(text) && !Reserved.Contains(text, StringComparer.Ordinal);

    /// <summary>Whether a text can be a label: printable, of 1 to <see cref="LongestLabel"/> characters, and not <see cref="Unknown"/>.</summary>
    public static bool IsLabel(string? text) =>
        text is { Length: >= 1 and <= LongestLabel }
        && text is not Unknown
        && text.All(character =>
            char.IsAscii(character) ? !char.IsControl(character) : char.IsLetterOrDigit(character)
        );

    [GeneratedRegex(@"\A[a-z0-9-]{1,40}\z", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Names { get; }
}
