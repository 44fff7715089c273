using System.Globalization;
using Vitrine.Models;
using Vitrine.Vision;

namespace Vitrine.Training.Data;

/// <summary>Which column of a list holds what; makes faces of its rows and back.</summary>
internal sealed class FaceColumns
{
    /// <summary>The columns of every list, in the order in which lists are written; after them come the others.</summary>
    public static readonly IReadOnlyList<string> Always = "file,age,group,gender,x,y,w,h,subject".Split(',');

    private readonly IReadOnlyList<string> header;
    private readonly Dictionary<string, int> columns;
    private readonly string[] others;

    private FaceColumns(IReadOnlyList<string> header)
    {
        this.header = header;
        columns = header.Index().Where(name => IsRead(name.Item)).ToDictionary(name => name.Item, name => name.Index);
        others = [.. columns.Keys.Except(Always)];
    }

    /// <summary>Reads a header. Columns whose name no attribute can have are left alone.</summary>
    /// <exception cref="FormatException">There is no <c>file</c> column, or a column stands there twice.</exception>
    public static FaceColumns Of(CsvRow header)
    {
        string[] names = [.. header.Fields.Select(name => name.Trim().ToLowerInvariant())];
        if (!names.Contains("file"))
        {
            throw new FormatException(
                $"its first line, '{Cut(string.Join(',', header.Fields))}', has no column 'file'; a list begins with a header such as file,age,gender, separated by commas"
            );
        }

        return names.Where(IsRead).CountBy(name => name).FirstOrDefault(name => name.Value > 1).Key is { } twice
            ? throw new FormatException($"its header has the column '{twice}' twice; remove one")
            : new FaceColumns(names);
    }

    /// <summary>The face of a row, which is worth something only when no fault was added.</summary>
    public LabelledFace Read(CsvRow row, ICollection<RowFault> faults)
    {
        var surplus = row.Fields.Count - header.Count;
        if (surplus != 0)
        {
            faults.Add(
                new RowFault(
                    surplus < 0 ? "missing-field" : "surplus-field",
                    $"it has {row.Fields.Count} fields and the header has {header.Count}; a name with a comma must be quoted"
                )
            );
        }

        var file = Text(row, "file") ?? Missing(faults);
        var age = Whole(row, "age", LabelledFace.OldestAge, faults);
        var group = Whole(row, "group", Demography.AgeGroups.Count - 1, faults);
        var implied = age is { } years ? Demography.GroupOf(years) : null;
        if (age is not null && group is not null && implied != group)
        {
            faults.Add(
                new RowFault(
                    "contradicting-labels",
                    $"group {group} ({Demography.AgeGroups[group.Value]}) is not the group of age {age}; correct one or leave one empty"
                )
            );
        }

        return new LabelledFace
        {
            File = file,
            Age = age,
            Group = group ?? implied,
            Gender = Gender(row, faults),
            Box = FaceBox(row, faults),
            Subject = Text(row, "subject"),
            Others = OthersOf(row),
        };
    }

    /// <summary>The other columns of some faces, in ordinal order.</summary>
    public static IReadOnlyList<string> OthersOf(IEnumerable<LabelledFace> faces) =>
        [.. faces.SelectMany(face => face.Others.Keys).Distinct().Order(StringComparer.Ordinal)];

    /// <summary>The fields of a face, in the order of <see cref="Always"/>, then of <paramref name="others"/>.</summary>
    public static IEnumerable<string> Fields(LabelledFace face, IEnumerable<string> others) =>
        [
            face.File,
            Number(face.Age),
            Number(face.Group),
            face.Gender is { } gender ? Demography.Genders[gender] : "",
            Number(face.Box?.X),
            Number(face.Box?.Y),
            Number(face.Box?.Width),
            Number(face.Box?.Height),
            face.Subject ?? "",
            .. others.Select(column => face.Others.GetValueOrDefault(column, "")),
        ];

    private static bool IsRead(string column) => Always.Contains(column) || FaceAttribute.IsName(column);

    private IReadOnlyDictionary<string, string> OthersOf(CsvRow row)
    {
        var given = others
            .Select(column => KeyValuePair.Create(column, Text(row, column)?.Trim()!))
            .Where(field => field.Value is not null)
            .ToDictionary();
        return given.Count > 0 ? given : LabelledFace.NoOthers;
    }

    private string? Text(CsvRow row, string column) =>
        columns.TryGetValue(column, out var index)
        && index < row.Fields.Count
        && row.Fields[index].Trim() is { Length: > 0 }
            ? row.Fields[index]
            : null;

    private static string Missing(ICollection<RowFault> faults)
    {
        faults.Add(new RowFault("missing-field", "it names no file"));
        return "";
    }

    // Spreadsheets write a column of whole numbers with gaps as 35.0.
    private int? Whole(CsvRow row, string column, int largest, ICollection<RowFault> faults)
    {
        if (Text(row, column) is not { } text)
        {
            return null;
        }

        if (TryNumber(text, out var number) && number >= 0 && number <= largest && float.IsInteger(number))
        {
            return (int)number;
        }

        faults.Add(new RowFault("misspelt-label", $"{column} '{Cut(text)}' is not a whole number from 0 to {largest}"));
        return null;
    }

    private int? Gender(CsvRow row, ICollection<RowFault> faults)
    {
        if (Text(row, "gender")?.Trim() is not { } text)
        {
            return null;
        }

        var gender = Demography.Genders.ToList().FindIndex(g => g.Equals(text, StringComparison.OrdinalIgnoreCase));
        if (gender >= 0)
        {
            return gender;
        }

        faults.Add(
            new RowFault(
                "misspelt-label",
                $"gender '{Cut(text)}' is neither {string.Join(" nor ", Demography.Genders)}"
            )
        );
        return null;
    }

    private Box? FaceBox(CsvRow row, ICollection<RowFault> faults)
    {
        string?[] texts = [Text(row, "x"), Text(row, "y"), Text(row, "w"), Text(row, "h")];
        if (texts.All(text => text is null))
        {
            return null;
        }

        if (
            TryNumber(texts[0], out var x)
            && TryNumber(texts[1], out var y)
            && TryNumber(texts[2], out var width)
            && TryNumber(texts[3], out var height)
            && width > 0
            && height > 0
        )
        {
            return new Box(x, y, width, height);
        }

        var given = string.Join(',', texts.Select(text => text ?? ""));
        faults.Add(
            new RowFault(
                "bad-box",
                $"x,y,w,h '{Cut(given)}' is no box: all four in pixels, w and h above 0, or none of them"
            )
        );
        return null;
    }

    private static bool TryNumber(string? text, out float number) =>
        float.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out number) && float.IsFinite(number);

    private static string Number(float? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "";

    private static string Cut(string text) => (text.Length <= 60 ? text : text[..60] + "…").ReplaceLineEndings(" ");
}

/// <summary>What is wrong with one row of a list.</summary>
/// <param name="Reason">A stable name to count it by, for example <c>missing-field</c>.</param>
/// <param name="Says">What is wrong, for a person.</param>
internal sealed record RowFault(string Reason, string Says);
