using System.Text;
using Vitrine.Training.Data;
using Vitrine.Wire;

namespace Vitrine.Training.Preparation;

/// <summary>
/// The folder that lists are written to. Everything is written beside first and then renamed, the report before the lists:
/// it names their hashes, so that a run that is cut off between two renames is noticed when they are read.
/// </summary>
public static class PreparedFolder
{
    /// <summary>Every data point that was left out, and why.</summary>
    public const string DroppedName = "dropped.csv";

    /// <summary>The lists of Adience's official folds.</summary>
    public static IReadOnlyList<string> FoldNames { get; } =
    [.. Enumerable.Range(0, Adience.Folds).Select(fold => $"fold_{fold}.csv")];

    /// <summary>Makes the folder, before the long work begins.</summary>
    /// <param name="folder">The folder for the lists.</param>
    /// <param name="images">The folder of the pictures, which must stay as it is.</param>
    /// <exception cref="BadInputException">It cannot be made, or lies among the pictures.</exception>
    public static void Require(string folder, string images)
    {
        if (IsWithin(Resolve(Path.GetFullPath(folder)), Resolve(images)))
        {
            throw new BadInputException(
                $"--out '{folder}' lies in the data set's own folder '{images}'; give a folder outside it"
            );
        }

        Writing(folder, () => Directory.CreateDirectory(folder));
    }

    /// <summary>Writes everything, in place of what an earlier run left.</summary>
    /// <exception cref="BadInputException">It cannot be written.</exception>
    public static void Write(string folder, PreparedLists prepared) =>
        Writing(
            folder,
            () =>
            {
                WholeFile.WriteAll([
                    .. TextsOf(prepared)
                        .Select(file => (Path.Combine(folder, file.Name), Encoding.UTF8.GetBytes(file.Text))),
                ]);
                foreach (var fold in FoldNames.Except(prepared.Lists.Keys))
                {
                    File.Delete(Path.Combine(folder, fold));
                }
            }
        );

    private static IEnumerable<(string Name, string Text)> TextsOf(PreparedLists prepared) =>
        [
            (PreparationReport.FileName, prepared.Report.ToJson()),
            (DroppedName, DroppedText(prepared.Points)),
            .. prepared.Lists.Select(list => (list.Key, FaceList.Format(list.Value))),
        ];

    private static string DroppedText(IEnumerable<DataPoint> points) =>
        string.Concat(
            points
                .Where(point => point.Dropped is not null)
                .Select(point => new[] { point.Origin, point.Dropped! })
                .Prepend(["origin", "reason"])
                .Select(row => Csv.Format(row) + "\n")
        );

    private static bool IsWithin(string folder, string images) =>
        (folder + '/').StartsWith(images + '/', StringComparison.Ordinal);

    /// <summary>A full path without links; what is not there yet has none.</summary>
    private static string Resolve(string full)
    {
        if (Path.GetDirectoryName(full) is not { } parent)
        {
            return "";
        }

        var here = $"{Resolve(parent)}/{Path.GetFileName(full)}";
        return Directory.Exists(here)
            ? Directory.ResolveLinkTarget(here, returnFinalTarget: true)?.FullName ?? here
            : here;
    }

    private static void Writing(string folder, Action write) =>
        DiskWrite.Do($"--out '{folder}'", "make room, or give another folder", write);
}
