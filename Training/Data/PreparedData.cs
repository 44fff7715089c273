using System.Text;
using Vitrine.Wire;

namespace Vitrine.Training.Data;

/// <summary>What <c>prepare</c> left in a folder: three lists, and where their pictures are.</summary>
public sealed record PreparedData
{
    /// <summary>The three lists' names, in the order train, validation, test.</summary>
    public static IReadOnlyList<string> ListNames { get; } = ["train.csv", "val.csv", "test.csv"];

    /// <summary>The data set's name, for example <c>utkface</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The folder that the lists' files are relative to, absolute.</summary>
    public required string Images { get; init; }

    /// <summary>The faces to learn from.</summary>
    public required IReadOnlyList<LabelledFace> Train { get; init; }

    /// <summary>The faces to choose epochs and settings by.</summary>
    public required IReadOnlyList<LabelledFace> Validation { get; init; }

    /// <summary>The faces to report figures on; never looked at before.</summary>
    public required IReadOnlyList<LabelledFace> Test { get; init; }

    /// <summary>SHA-256 of what was kept, 64 hexadecimal digits; it does not depend on the split.</summary>
    public required string Hash { get; init; }

    /// <summary>The split's seed; 0 for lists that somebody wrote by hand.</summary>
    public int Seed { get; init; }

    /// <summary>
    /// Reads train.csv, val.csv, test.csv and report.json. Without report.json (lists written by hand) pictures are relative
    /// to the folder itself, and the hash is that of the lists.
    /// </summary>
    /// <exception cref="BadInputException">Something is missing, or the lists are not those of the report.</exception>
    public static PreparedData Read(string folder)
    {
        if (!Directory.Exists(folder))
        {
            throw new BadInputException($"folder '{folder}' is not there; make it with ./vitrine prepare");
        }

        var report = PreparationReport.Find(folder);
        var full = Path.GetFullPath(folder);
        var images = report?.Images ?? full;
        var lists = ListNames.Select(name => Path.Combine(folder, name)).ToArray();
        var faces = lists.Select(FaceList.Read).ToArray();
        report?.RequireSame(lists);
        foreach (var (list, read) in lists.Zip(faces))
        {
            FaceList.RequirePictures(list, read, images);
        }

        return new PreparedData
        {
            Name = report?.Dataset ?? Path.GetFileName(full.TrimEnd('/')),
            Images = images,
            Train = faces[0],
            Validation = faces[1],
            Test = faces[2],
            Hash = report?.Hash ?? HashOf(faces.SelectMany(list => list)),
            Seed = report?.Seed ?? 0,
        };
    }

    private static string HashOf(IEnumerable<LabelledFace> faces) =>
        PreparationReport.HashOf(
            Encoding.UTF8.GetBytes(FaceList.Format(faces.OrderBy(face => face.File, StringComparer.Ordinal)))
        );
}
