namespace Vitrine.Training.Data;

/// <summary>What <c>report.json</c> says of one list.</summary>
/// <param name="Sha256">Of the file, 64 hexadecimal digits.</param>
/// <param name="Faces">Its rows.</param>
/// <param name="Counts">Faces by gender (female, male, unknown), then by age group (0-2 … 60+, none).</param>
/// <param name="Others">Faces by other column, then by what it says of them; null: the list has no other column.</param>
public sealed record ListReport(
    string Sha256,
    int Faces,
    IReadOnlyDictionary<string, IReadOnlyDictionary<string, int>> Counts,
    IReadOnlyDictionary<string, IReadOnlyDictionary<string, int>>? Others = null
);
