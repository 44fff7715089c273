using System.Text;
using Vitrine.Models;
using Vitrine.Training.Data;

namespace Vitrine.Training.Preparation;

/// <summary>Counts what became of every data point.</summary>
internal static class Accounts
{
    /// <summary>The report of a preparation.</summary>
    /// <param name="data">The data set.</param>
    /// <param name="seed">The split's seed.</param>
    /// <param name="points">Every data point and what became of it.</param>
    /// <param name="twins">Groups of byte-identical pictures.</param>
    /// <param name="lists">What is written.</param>
    public static PreparationReport Of(
        RawData data,
        int seed,
        IReadOnlyList<DataPoint> points,
        TwinCounts twins,
        IReadOnlyDictionary<string, IReadOnlyList<LabelledFace>> lists
    )
    {
        DataPoint[] kept = [.. points.Where(point => point.Dropped is null)];
        return new PreparationReport
        {
            Dataset = data.Name,
            Images = data.Images,
            HasPictures = data.HasPictures,
            Seed = seed,
            Hash = HashOf(kept),
            Rows = points.Count,
            Kept = kept.Length,
            Dropped = Count(points.Select(point => point.Dropped)),
            Repaired = Count(kept.Select(point => point.Repaired)),
            Without = Without([.. kept.Select(point => point.Face!)]),
            Twins = twins,
            Found = points.Any(point => point.AgeText is not null) ? Found(points) : null,
            Lists = lists.ToDictionary(list => list.Key, list => Of(list.Value)),
        };
    }

    /// <summary>How often each name stands there, the most frequent first.</summary>
    public static IReadOnlyDictionary<string, int> Count(IEnumerable<string?> names) =>
        names
            .OfType<string>()
            .CountBy(name => name)
            .OrderByDescending(pair => pair.Value)
            .ThenBy(pair => pair.Key, StringComparer.Ordinal)
            .ToDictionary();

    private static Dictionary<string, int> Without(LabelledFace[] kept)
    {
        var without = new Dictionary<string, int>
        {
            ["group"] = kept.Count(face => face.Group is null),
            ["gender"] = kept.Count(face => face.Gender is null),
        };
        foreach (var column in FaceColumns.OthersOf(kept))
        {
            without[column] = kept.Count(face => !face.Others.ContainsKey(column));
        }

        return without;
    }

    private static ListReport Of(IReadOnlyList<LabelledFace> faces) =>
        new(
            PreparationReport.HashOf(Encoding.UTF8.GetBytes(FaceList.Format(faces))),
            faces.Count,
            Demography
                .Rows.Index()
                .ToDictionary(
                    row => row.Item,
                    IReadOnlyDictionary<string, int> (row) =>
                        ByGroup(faces.Where(face => (face.Gender ?? Demography.Genders.Count) == row.Index))
                ),
            Others(faces)
        );

    private static Dictionary<string, IReadOnlyDictionary<string, int>>? Others(IReadOnlyList<LabelledFace> faces)
    {
        var columns = FaceColumns.OthersOf(faces);
        return columns.Count == 0
            ? null
            : columns.ToDictionary(
                column => column,
                column => Count(faces.Select(face => face.Others.GetValueOrDefault(column)))
            );
    }

    private static Dictionary<string, int> ByGroup(IEnumerable<LabelledFace> faces)
    {
        var counts = faces.CountBy(face => face.Group ?? Demography.AgeGroups.Count).ToDictionary();
        return Demography
            .AgeGroups.Append("none")
            .Index()
            .ToDictionary(g => g.Item, g => counts.GetValueOrDefault(g.Index));
    }

    private static Dictionary<string, IReadOnlyDictionary<string, IReadOnlyDictionary<string, int>>> Found(
        IReadOnlyList<DataPoint> points
    ) =>
        new()
        {
            ["age"] = Fates(points.Select(point => (point.AgeText, point.Dropped))),
            ["gender"] = Fates(points.Select(point => (point.GenderText, point.Dropped))),
        };

    private static Dictionary<string, IReadOnlyDictionary<string, int>> Fates(
        IEnumerable<(string? Label, string? Dropped)> rows
    ) =>
        rows.Where(row => row.Label is not null)
            .GroupBy(row => row.Label!, row => row.Dropped ?? "kept")
            .OrderBy(label => label.Key, StringComparer.Ordinal)
            .ToDictionary(label => label.Key, label => Count(label));

    private static string HashOf(IEnumerable<DataPoint> kept)
    {
        DataPoint[] all = [.. kept];
        var others = FaceColumns.OthersOf(all.Select(point => point.Face!));
        var lines = all.Select(point => $"{point.Content} {Csv.Format(FaceColumns.Fields(point.Face!, others))}\n");
        return PreparationReport.HashOf(Encoding.UTF8.GetBytes(string.Concat(lines.Order(StringComparer.Ordinal))));
    }
}
