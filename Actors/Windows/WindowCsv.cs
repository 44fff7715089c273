using System.Globalization;
using Google.Protobuf.WellKnownTypes;
using Vitrine.Models;
using Vitrine.Wire;

namespace Vitrine.Windows;

/// <summary>
/// Windows as a table: a header and one row each, both without an end of line. An empty field: left out, to protect few people.
/// The columns of lines and zones, then those of attributes that are in no cell, come last, for they depend on the device.
/// </summary>
public sealed class WindowCsv
{
    private readonly List<Column> columns;
    private readonly CsvForm form;

    /// <param name="windows">All windows that the table shall hold: their lines, zones and attributes get columns.</param>
    /// <param name="zone">Where the device is.</param>
    /// <param name="form">How it is written; default: with commas, and points in numbers.</param>
    public WindowCsv(IReadOnlyCollection<AggregateWindow> windows, TimeZoneInfo zone, CsvForm? form = null)
    {
        this.form = form ?? CsvForm.English;
        columns = [.. Always(zone)];
        var lines = windows.SelectMany(window => window.Lines).Select(line => line.Name).Distinct();
        var zones = windows.SelectMany(window => window.Zones).Select(zone => zone.Name).Distinct();
        columns.AddRange(lines.SelectMany(OfLine));
        columns.AddRange(zones.SelectMany(OfZone));
        columns.AddRange(
            windows
                .SelectMany(window => window.Distributions)
                .Where(distribution => FaceAttribute.Find(distribution.Attribute) is null)
                .SelectMany(distribution => distribution.Cells.Select(cell => (distribution.Attribute, cell.Label)))
                .Distinct()
                .Select(cell => OfLabel(cell.Attribute, cell.Label))
        );
    }

    private sealed record Column(string Name, Func<AggregateWindow, object?> Of);

    /// <summary>The names of the columns.</summary>
    public string Header => string.Join(form.Separator, columns.Select(column => form.Field(column.Name)));

    private static IEnumerable<Column> Always(TimeZoneInfo zone) =>
        [
            new("device", w => w.Device),
            new("sequence", w => w.Sequence),
            new("start", w => WindowJson.Iso(w.Start)),
            new("end", w => WindowJson.Iso(w.End)),
            new("visitors", w => w.Visitors),
            new("occupancy_mean", w => w.Occupancy is { HasMean: true } told ? told.Mean : (object?)null),
            new("occupancy_peak", w => w.Occupancy?.Peak),
            .. OfDwell("dwell", w => w.Dwell),
            .. from gender in Demography.Rows from ageGroup in Demography.AgeGroups select OfCell(gender, ageGroup),
            new("unclassified", w => w.HasUnclassified ? w.Unclassified : (object?)null),
            new("frames_captured", w => w.Frames?.Captured),
            new("frames_processed", w => w.Frames?.Processed),
            new("frames_dropped", w => w.Frames?.Dropped),
            new("frames_failed", w => w.Frames?.Failed),
            new("models", w => string.Join(';', w.Models.Select(m => $"{m.Task} {m.Version} {m.Sha256}"))),
            new("health", w => w.Health?.State ?? string.Empty),
            new("degraded", w => string.Join(';', w.Health?.Degraded ?? [])),
            new("restarts", w => w.Health?.Restarts),
            new("clock", w => WindowJson.ClockOf(w.Health ?? new Health())),
            new("start_local", w => Local(w.Start, zone)),
            new("k", w => w.K),
        ];

    /// <summary>One window.</summary>
    public string Row(AggregateWindow window) =>
        string.Join(form.Separator, columns.Select(column => form.Field(column.Of(window))));

    private static Column OfCell(string gender, string ageGroup) =>
        new(
            $"{gender}_{ageGroup}",
            window =>
                window.Counts.FirstOrDefault(c => Same(c.Gender, gender) && Same(c.AgeGroup, ageGroup))
                    is { HasVisitors: true } told
                    ? told.Visitors
                    : (object?)null
        );

    private static Column OfLabel(string attribute, string label) =>
        new(
            $"{attribute}_{label}",
            window =>
                window
                    .Distributions.FirstOrDefault(d => Same(d.Attribute, attribute))
                    ?.Cells.FirstOrDefault(cell => Same(cell.Label, label))
                    is { HasVisitors: true } told
                    ? told.Visitors
                    : (object?)null
        );

    private static IEnumerable<Column> OfDwell(string name, Func<AggregateWindow, Dwell?> of) =>
        [
            new($"{name}_visits", w => of(w)?.Visits),
            new($"{name}_mean", w => of(w) is { HasMean: true } told ? told.Mean : (object?)null),
            new($"{name}_median", w => of(w) is { HasMedian: true } told ? told.Median : (object?)null),
            new($"{name}_p90", w => of(w) is { HasP90: true } told ? told.P90 : (object?)null),
        ];

    private static IEnumerable<Column> OfLine(string name)
    {
        LineCount? Of(AggregateWindow window) => window.Lines.FirstOrDefault(line => Same(line.Name, name));
        return [new($"line_{name}_in", w => Of(w)?.In), new($"line_{name}_out", w => Of(w)?.Out)];
    }

    private static IEnumerable<Column> OfZone(string name)
    {
        ZoneCount? Of(AggregateWindow window) => window.Zones.FirstOrDefault(zone => Same(zone.Name, name));
        return
        [
            new($"zone_{name}_visitors", w => Of(w)?.Visitors),
            .. OfDwell($"zone_{name}_dwell", w => Of(w)?.Dwell),
        ];
    }

    private static bool Same(string one, string other) => one.Equals(other, StringComparison.Ordinal);

    // Spreadsheets take a time with a zone for a text.
    private static string Local(Timestamp? start, TimeZoneInfo zone) =>
        start is null
            ? string.Empty
            : TimeZoneInfo
                .ConvertTime(start.ToDateTimeOffset(), zone)
                .ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
}

#pragma warning disable MA0048 // How that table is written.
/// <summary>How fields become text.</summary>
/// <param name="Name">The language of the spreadsheet that reads it.</param>
/// <param name="Separator">Between two fields.</param>
/// <param name="Decimals">How numbers are written.</param>
public sealed record CsvForm(string Name, char Separator, NumberFormatInfo Decimals)
{
    /// <summary>Commas between fields, points in numbers.</summary>
    public static CsvForm English { get; } = new("en", ',', NumberFormatInfo.InvariantInfo);

    /// <summary>Semicolons between fields, commas in numbers: what a spreadsheet of much of Europe opens as it is.</summary>
    public static CsvForm German { get; } = new("de", ';', new NumberFormatInfo { NumberDecimalSeparator = "," });

    /// <summary>Those that there are.</summary>
    public static IReadOnlyList<CsvForm> All { get; } = [English, German];

    /// <summary>One field: a number, a text, or nothing.</summary>
    public string Field(object? value) =>
        value is IFormattable number ? number.ToString(null, Decimals)
        : value is not string text ? string.Empty
        // Both separators: some readers split at either.
        : text.AsSpan().IndexOfAny([',', ';', '"', '\r', '\n']) < 0 ? text
        : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
#pragma warning restore MA0048
