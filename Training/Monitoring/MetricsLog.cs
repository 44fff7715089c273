using System.Globalization;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using Vitrine.Jobs.Runs;
using Vitrine.Wire;

namespace Vitrine.Training.Monitoring;

/// <summary>
/// The epochs of a run in two files of one folder: metrics.csv, with a header, and metrics.jsonl, one object a line. Both
/// have the fields of <see cref="EpochMetrics"/> under the same names; NaN is "NaN" in JSON; <c>best</c> is 1 or 0 in the table.
/// </summary>
/// <param name="folder">The folder, which must exist.</param>
public sealed class MetricsLog(string folder)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    };

    private static readonly PropertyInfo[] Fields =
    [
        .. typeof(EpochMetrics).GetProperties().OrderBy(column => column.MetadataToken),
    ];

    /// <summary>The table for people and spreadsheets.</summary>
    public string CsvFile { get; } = Path.Combine(folder, "metrics.csv");

    /// <summary>The same as JSON lines.</summary>
    public string JsonFile { get; } = Path.Combine(folder, "metrics.jsonl");

    /// <summary>
    /// Makes both files hold just these epochs. So a run that resumes from a checkpoint loses what was logged after it, which
    /// comes again.
    /// </summary>
    public void Write(IReadOnlyList<EpochMetrics> history)
    {
        WholeFile.Write(CsvFile, Header + string.Concat(history.Select(CsvLine)));
        WholeFile.Write(JsonFile, string.Concat(history.Select(JsonLine)));
    }

    private static string Header =>
        string.Join(',', Fields.Select(column => JsonNamingPolicy.CamelCase.ConvertName(column.Name))) + "\n";

    private static string CsvLine(EpochMetrics epoch) =>
        string.Join(',', Fields.Select(column => Text(column.GetValue(epoch)))) + "\n";

    private static string? Text(object? value) =>
        Convert.ToString(value is bool isSo ? Convert.ToInt32(isSo) : value, CultureInfo.InvariantCulture);

    private static string JsonLine(EpochMetrics epoch) => JsonSerializer.Serialize(epoch, Json) + "\n";
}
