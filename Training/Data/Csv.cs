using System.Text;

namespace Vitrine.Training.Data;

/// <summary>Comma-separated values as RFC 4180 has them: quoted fields, any line ending. Empty lines are skipped.</summary>
internal sealed class Csv
{
    private readonly string text;
    private int at;
    private int line = 1;

    private Csv(string text) => this.text = text;

    /// <summary>The records of a text, the header among them.</summary>
    /// <exception cref="FormatException">A quote is opened and never closed.</exception>
    public static IEnumerable<CsvRow> Parse(string text) => new Csv(text).Rows();

    /// <summary>One record, without a line ending; fields are quoted where they must be.</summary>
    public static string Format(IEnumerable<string> fields) => string.Join(',', fields.Select(Quote));

    private IEnumerable<CsvRow> Rows()
    {
        while (at < text.Length)
        {
            var row = Row();
            if (row.Fields is not [""])
            {
                yield return row;
            }
        }
    }

    private CsvRow Row()
    {
        var first = line;
        var fields = new List<string> { Field() };
        while (Skip(','))
        {
            fields.Add(Field());
        }

        _ = Skip('\r') | Skip('\n');
        line++;
        return new CsvRow(first, fields);
    }

    private string Field()
    {
        var quoted = Skip('"') ? Quoted() : "";
        var end = text.AsSpan(at).IndexOfAny(',', '\r', '\n');
        var start = at;
        at = end < 0 ? text.Length : at + end;
        return quoted + text[start..at];
    }

    /// <summary>What is left of a quoted field; two quotes in it stand for one.</summary>
    private string Quoted()
    {
        var field = new StringBuilder();
        var first = line;
        do
        {
            var length = text.AsSpan(at).IndexOf('"');
            if (length < 0)
            {
                throw new FormatException($"line {first}: a quote is opened and never closed");
            }

            var part = text.AsSpan(at, length);
            line += part.Count('\n');
            field.Append(part);
            at += length + 1;
        } while (Skip('"') && field.Append('"') is not null);
        return field.ToString();
    }

    private bool Skip(char expected)
    {
        var isThere = at < text.Length && text[at] == expected;
        at += isThere ? 1 : 0;
        return isThere;
    }

    private static string Quote(string field) =>
        field.AsSpan().IndexOfAny(",\"\r\n") < 0
            ? field
            : $"\"{field.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}

/// <summary>One record of a CSV file.</summary>
/// <param name="Line">Where it begins, from 1.</param>
/// <param name="Fields">Its fields, without quotes.</param>
internal sealed record CsvRow(int Line, IReadOnlyList<string> Fields);
