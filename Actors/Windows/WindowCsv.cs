using System.Globalization;
using Vitrine.Models;
using Vitrine.Wire;

namespace Vitrine.Windows;

/// <summary>
/// Windows as a table: a header and one row each, both without an end of line. An empty field: left out, to protect few people.
/// The columns of lines and zones, then those of attributes that are in no cell, come last, for they depend on the device.
/// </summary>
public sealed class WindowCsv
{
    private readonly List<Column> columns = [.. Always];

    /// <param name="windows">All windows that the table shall hold: their lines, zones and attributes get columns.</param>
    public WindowCsv(IReadOnlyCollection<AggregateWindow> windows)
    {
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

    private sealed record Column(string Name, Func<AggregateWindow, string> Of);

    /// <summary>The names of the columns.</summary>
    public string Header => string.Join(',', columns.Select(column => Quoted(column.Name)));

    private static IEnumerable<Column> Always =>
        [
            new("device", w => w.Device),
            new("sequence", w => Text(w.Sequence)),
            new("start", w => WindowJson.Iso(w.Start)),
            new("end", w => WindowJson.Iso(w.End)),
            new("visitors", w => Text(w.Visitors)),
            new("occupancy_mean", w => w.Occupancy is { HasMean: true } told ? Text(told.Mean) : string.Empty),
            new("occupancy_peak", w => Text(w.Occupancy?.Peak)),
            .. OfDwell("dwell", w => w.Dwell),
            .. from gender in Demography.Rows from ageGroup in Demography.AgeGroups select OfCell(gender, ageGroup),
            new("unclassified", w => w.HasUnclassified ? Text(w.Unclassified) : string.Empty),
            new("frames_captured", w => Text(w.Frames?.Captured)),
            new("frames_processed", w => Text(w.Frames?.Processed)),
            new("frames_dropped", w => Text(w.Frames?.Dropped)),
            new("frames_failed", w => Text(w.Frames?.Failed)),
            new("models", w => string.Join(';', w.Models.Select(m => $"{m.Task} {Text(m.Version)} {m.Sha256}"))),
            new("health", w => w.Health?.State ?? string.Empty),
            new("degraded", w => string.Join(';', w.Health?.Degraded ?? [])),
            new("restarts", w => Text(w.Health?.Restarts)),
            new("clock", w => WindowJson.ClockOf(w.Health ?? new Health())),
            new("k", w => Text(w.K)),
        ];

    /// <summary>One window.</summary>
    public string Row(AggregateWindow window) => string.Join(',', columns.Select(column => Quoted(column.Of(window))));

    private static Column OfCell(string gender, string ageGroup) =>
        new(
            $"{gender}_{ageGroup}",
            window =>
                window.Counts.FirstOrDefault(c => Same(c.Gender, gender) && Same(c.AgeGroup, ageGroup))
                    is { HasVisitors: true } told
                    ? Text(told.Visitors)
                    : string.Empty
        );

    private static Column OfLabel(string attribute, string label) =>
        new(
            $"{attribute}_{label}",
            window =>
                window
                    .Distributions.FirstOrDefault(d => Same(d.Attribute, attribute))
                    ?.Cells.FirstOrDefault(cell => Same(cell.Label, label))
                    is { HasVisitors: true } told
                    ? Text(told.Visitors)
                    : string.Empty
        );

    private static IEnumerable<Column> OfDwell(string name, Func<AggregateWindow, Dwell?> of) =>
        [
            new($"{name}_visits", w => Text(of(w)?.Visits)),
            new($"{name}_mean", w => of(w) is { HasMean: true } told ? Text(told.Mean) : string.Empty),
            new($"{name}_median", w => of(w) is { HasMedian: true } told ? Text(told.Median) : string.Empty),
            new($"{name}_p90", w => of(w) is { HasP90: true } told ? Text(told.P90) : string.Empty),
        ];

    private static IEnumerable<Column> OfLine(string name)
    {
        LineCount? Of(AggregateWindow window) => window.Lines.FirstOrDefault(line => Same(line.Name, name));
        return [new($"line_{name}_in", w => Text(Of(w)?.In)), new($"line_{name}_out", w => Text(Of(w)?.Out))];
    }

    private static IEnumerable<Column> OfZone(string name)
    {
        ZoneCount? Of(AggregateWindow window) => window.Zones.FirstOrDefault(zone => Same(zone.Name, name));
        return
        [
            new($"zone_{name}_visitors", w => Text(Of(w)?.Visitors)),
            .. OfDwell($"zone_{name}_dwell", w => Of(w)?.Dwell),
        ];
    }

    private static bool Same(string one, string other) => one.Equals(other, StringComparison.Ordinal);

    private static string Text(IFormattable? value) =>
        value?.ToString(null, CultureInfo.InvariantCulture) ?? string.Empty;

    private static string Quoted(string field) =>
        field.AsSpan().IndexOfAny(",\"\r\n") < 0
            ? field
            : $"\"{field.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
