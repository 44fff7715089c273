using System.Security.Cryptography;
using System.Text.Json;
using Vitrine.Wire;

namespace Vitrine.Training.Data;

/// <summary>What <c>prepare</c> did, in <c>report.json</c>: rows = kept + dropped.</summary>
public sealed record PreparationReport
{
    /// <summary>The file's name in a prepared folder.</summary>
    public const string FileName = "report.json";

    /// <summary>The data set's name.</summary>
    public required string Dataset { get; init; }

    /// <summary>The folder that the lists' files are relative to, absolute.</summary>
    public required string Images { get; init; }

    /// <summary>False where the data set came as labels alone.</summary>
    public required bool HasPictures { get; init; }

    /// <summary>The split's seed.</summary>
    public required int Seed { get; init; }

    /// <summary>SHA-256 of what was kept, labels and pictures; it depends neither on the split nor on any order.</summary>
    public required string Hash { get; init; }

    /// <summary>Data points seen.</summary>
    public required int Rows { get; init; }

    /// <summary>Data points on the three lists.</summary>
    public required int Kept { get; init; }

    /// <summary>Data points left out, by reason.</summary>
    public required IReadOnlyDictionary<string, int> Dropped { get; init; }

    /// <summary>Data points kept after their label was put right, by reason.</summary>
    public required IReadOnlyDictionary<string, int> Repaired { get; init; }

    /// <summary>Data points kept that lack a label, by label: they teach the others only.</summary>
    public required IReadOnlyDictionary<string, int> Without { get; init; }

    /// <summary>Byte-identical pictures.</summary>
    public required TwinCounts Twins { get; init; }

    /// <summary>Where labels are free text: what became of the rows of each, by column (age, gender), then by label.</summary>
    public IReadOnlyDictionary<
        string,
        IReadOnlyDictionary<string, IReadOnlyDictionary<string, int>>
    >? Found { get; init; }

    /// <summary>The lists by file name.</summary>
    public required IReadOnlyDictionary<string, ListReport> Lists { get; init; }

    /// <summary>As JSON.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, ReadableJson.Options) + "\n";

    /// <summary>The report of a prepared folder; null where there is none.</summary>
    /// <exception cref="BadInputException">It cannot be read.</exception>
    public static PreparationReport? Find(string folder)
    {
        var path = Path.Combine(folder, FileName);
        try
        {
            return File.Exists(path)
                ? JsonSerializer.Deserialize<PreparationReport>(File.ReadAllBytes(path), ReadableJson.Options)
                : null;
        }
        catch (Exception bad) when (bad is JsonException or IOException or UnauthorizedAccessException)
        {
            throw new BadInputException(
                $"report '{path}' cannot be read: {bad.Message}; run ./vitrine prepare again",
                bad
            );
        }
    }

    /// <summary>Makes sure that the lists are those that this report was written for.</summary>
    /// <exception cref="BadInputException">One was changed since, or comes from another run.</exception>
    public void RequireSame(IEnumerable<string> lists)
    {
        var changed = lists.FirstOrDefault(list =>
            !HashOf(File.ReadAllBytes(list))
                .Equals(Lists.GetValueOrDefault(Path.GetFileName(list))?.Sha256, StringComparison.Ordinal)
        );
        if (changed is not null)
        {
            throw new BadInputException(
                $"list '{changed}' is not the one that {FileName} beside it was written for; run ./vitrine prepare again, or remove {FileName} and let the lists' files be relative to their folder"
            );
        }
    }

    internal static string HashOf(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}

/// <summary>Groups of byte-identical pictures.</summary>
/// <param name="Agreeing">Groups whose labels agree: kept, on one side of the split.</param>
/// <param name="Disagreeing">Groups of which a label differs: dropped whole.</param>
public sealed record TwinCounts(int Agreeing, int Disagreeing);

/// <summary>One list in <c>report.json</c>.</summary>
/// <param name="Sha256">Of the file, 64 hexadecimal digits.</param>
/// <param name="Faces">Its rows.</param>
/// <param name="Counts">Faces by gender (female, male, unknown), then by age group (0-2 … 60+, none).</param>
/// <param name="Others">Faces by other column, then by its value; null: the list has no other column.</param>
public sealed record ListReport(
    string Sha256,
    int Faces,
    IReadOnlyDictionary<string, IReadOnlyDictionary<string, int>> Counts,
    IReadOnlyDictionary<string, IReadOnlyDictionary<string, int>>? Others = null
);
