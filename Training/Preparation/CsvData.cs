using Vitrine.Jobs;
using Vitrine.Models;
using Vitrine.Training.Data;
using Vitrine.Wire;

namespace Vitrine.Training.Preparation;

/// <summary>
/// A list of somebody's own, labels.csv, with its pictures beside it. Another column counts where it can be an attribute's:
/// 2 to 100 different labels, each twice on average; any other is left alone.
/// </summary>
public static class CsvData
{
    private const string ListName = "labels.csv";

    /// <summary>Every row of the list.</summary>
    /// <param name="path">The list, or the folder with labels.csv.</param>
    /// <exception cref="BadInputException">The list is missing or empty, or names a picture that is not there.</exception>
    public static RawData Read(string path)
    {
        var list =
            path.EndsWith(".csv", StringComparison.OrdinalIgnoreCase) && !Directory.Exists(path)
                ? path
                : Path.Combine(DatasetFolder.Require(path), ListName);
        var folder = Path.GetDirectoryName(Path.GetFullPath(list))!;
        var points = WithAttributesOnly([
            .. FaceList.ReadRows(list).Select(row => PointOf(row.Line, row.Face, row.Fault)),
        ]);
        LabelledFace[] faces = [.. points.Where(point => point.Dropped is null).Select(point => point.Face!)];
        FaceList.RequirePictures(list, faces, folder);
        return new RawData("csv", folder, HasPictures: true, points);
    }

    // A column of names or notes is no attribute's, and must not make twins differ.
    private static DataPoint[] WithAttributesOnly(DataPoint[] points)
    {
        var attributes = points
            .Where(point => point.Face is not null)
            .SelectMany(point => point.Face!.Others)
            .GroupBy(field => field.Key, field => field.Value)
            .Where(column => IsAttribute([.. column]))
            .Select(column => column.Key)
            .ToHashSet(StringComparer.Ordinal);
        return
        [
            .. points.Select(point => point with { Face = point.Face is { } face ? Only(face, attributes) : null }),
        ];
    }

    private static bool IsAttribute(string[] values)
    {
        var different = values.Distinct(StringComparer.Ordinal).Count();
        return different is >= FaceAttribute.LeastLabels and <= FaceAttribute.MostLabels
            && 2 * different <= values.Length
            && values.All(JobAttribute.IsLabel);
    }

    private static LabelledFace Only(LabelledFace face, HashSet<string> attributes)
    {
        var kept = face.Others.Where(field => attributes.Contains(field.Key)).ToDictionary();
        return face with { Others = kept.Count > 0 ? kept : LabelledFace.NoOthers };
    }

    private static DataPoint PointOf(int line, LabelledFace face, RowFault? fault) =>
        new()
        {
            Origin = $"line {line}: {face.File}",
            Face = fault is null ? face : null,
            Dropped = fault?.Reason,
        };
}
