using System.Globalization;
using Spectre.Console;
using Vitrine.Models;
using Vitrine.Training.Data;

namespace Vitrine.Hosts.Trainer.Verbs;

/// <summary>A preparation's counts as tables.</summary>
public static class ReportView
{
    /// <summary>Writes them.</summary>
    public static void Write(IAnsiConsole console, PreparationReport report)
    {
        console.Write(Fates(report));
        // Pictures to train a detector with have no age and gender.
        if (report.Lists.Values.Any(list => list.Counts.Count > 0))
        {
            console.Write(Lists(report));
        }

        foreach (var line in Lines(report))
        {
            console.Profile.Out.Writer.WriteLine(line);
        }
    }

    private static Table Fates(PreparationReport report)
    {
        var table = new Table().AddColumn($"{report.Dataset}, seed {report.Seed}").AddColumn(Right("data points"));
        table.AddRow("found", Text(report.Rows));
        AddRows(table, "dropped: ", report.Dropped);
        table.AddRow("kept", Text(report.Kept));
        AddRows(table, "of them repaired: ", report.Repaired);
        AddRows(table, "of them without ", report.Without.Where(label => label.Value > 0));
        return table;
    }

    private static void AddRows(Table table, string title, IEnumerable<KeyValuePair<string, int>> counts)
    {
        foreach (var (name, count) in counts)
        {
            table.AddRow(title + name, Text(count));
        }
    }

    private static Table Lists(PreparationReport report)
    {
        var table = new Table().Border(TableBorder.Simple).AddColumn(new TableColumn("age").Padding(0, 0).NoWrap());
        var columns = (
            from list in report.Lists.Where(list => PreparedData.ListNames.Contains(list.Key))
            from gender in list.Value.Counts
            where report.Lists.Values.Any(other => other.Counts[gender.Key].Values.Sum() > 0)
            select (
                Title: $"{Path.GetFileNameWithoutExtension(list.Key)}\n{(Demography.Genders.Contains(gender.Key) ? gender.Key : "none")}",
                Counts: gender.Value
            )
        ).ToArray();
        table.AddColumns([.. columns.Select(column => Right(column.Title).Padding(1, 0, 0, 0).NoWrap())]);
        foreach (var group in Demography.AgeGroups.Append("none"))
        {
            table.AddRow([group, .. columns.Select(column => Text(column.Counts[group]))]);
        }

        return table.AddRow(["all", .. columns.Select(column => Text(column.Counts.Values.Sum()))]);
    }

    private static IEnumerable<string> Lines(PreparationReport report)
    {
        var lists = report.Lists.Select(list => $"{list.Key} {Text(list.Value.Faces)}");
        yield return $"Faces: {string.Join(", ", lists)}.";
        foreach (var (list, column, labels) in Others(report))
        {
            yield return $"{list}, {column}: {string.Join(", ", labels.Select(label => $"{label.Key} {Text(label.Value)}"))}.";
        }

        if (!report.HasPictures)
        {
            yield return $"The pictures are not there (neither faces/ nor aligned/ in '{report.Images}'): labels alone are prepared, no picture was read, and nothing can be trained on the lists before the pictures are there.";
        }

        if (report.Twins is { Agreeing: var agreeing, Disagreeing: var disagreeing } && agreeing + disagreeing > 0)
        {
            yield return $"Byte-identical pictures: {disagreeing} groups disagree about a label and are dropped, {agreeing} agree and stay together.";
        }

        yield return $"SHA-256 of what was kept: {report.Hash}";
    }

    private static IEnumerable<(string, string, IReadOnlyDictionary<string, int>)> Others(PreparationReport report) =>
        report.Lists.SelectMany(list =>
            list.Value.Others?.Select(column => (list.Key, column.Key, column.Value)) ?? []
        );

    private static TableColumn Right(string title) => new TableColumn(title).RightAligned();

    private static string Text(int count) => count.ToString("N0", CultureInfo.InvariantCulture);
}
