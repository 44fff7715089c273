namespace Vitrine.Training.Data;

/// <summary>One record of a CSV file.</summary>
/// <param name="Line">Where it begins, from 1.</param>
/// <param name="Fields">Its fields, without quotes.</param>
internal sealed record CsvRow(int Line, IReadOnlyList<string> Fields);
