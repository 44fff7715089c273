using System.Globalization;

namespace Vitrine.Training.Evaluation;

/// <summary>A confusion as aligned lines of plain text: a row for each actual class, with its recall at the end. Pure.</summary>
public static class ConfusionTable
{
    private const string Corner = "is \\ said";

    /// <summary>The lines: a header, then one for each class.</summary>
    /// <param name="confusion">The counts.</param>
    /// <param name="labels">One for each class.</param>
    public static IEnumerable<string> Lines(ConfusionMatrix confusion, IReadOnlyList<string> labels)
    {
        string[][] rows =
        [
            [Corner, .. labels, "recall"],
            .. labels.Select((label, actual) => Row(confusion, label, actual)),
        ];
        var widths = Enumerable.Range(0, rows[0].Length).Select(column => rows.Max(r => r[column].Length)).ToArray();
        return rows.Select(row => string.Join("  ", row.Select((cell, column) => Align(cell, column, widths[column]))));
    }

    private static string[] Row(ConfusionMatrix confusion, string label, int actual) =>
        [
            label,
            .. confusion.ToRows()[actual].Select(count => count.ToString(CultureInfo.InvariantCulture)),
            confusion.RecallOf(actual)?.ToString("0.000", CultureInfo.InvariantCulture) ?? "-",
        ];

    private static string Align(string cell, int column, int width) =>
        column == 0 ? cell.PadRight(width) : cell.PadLeft(width);
}
