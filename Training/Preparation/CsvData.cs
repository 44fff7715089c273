using Vitrine.Training.Data;
using Vitrine.Wire;

namespace Vitrine.Training.Preparation;

/// <summary>A list of somebody's own, labels.csv, with its pictures beside it.</summary>
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
        var points = FaceList.ReadRows(list).Select(row => PointOf(row.Line, row.Face, row.Fault)).ToArray();
        LabelledFace[] faces = [.. points.Where(point => point.Dropped is null).Select(point => point.Face!)];
        FaceList.RequirePictures(list, faces, folder);
        return new RawData("csv", folder, HasPictures: true, points);
    }

    private static DataPoint PointOf(int line, LabelledFace face, RowFault? fault) =>
        new()
        {
            Origin = $"line {line}: {face.File}",
            Face = fault is null ? face : null,
            Dropped = fault?.Reason,
        };
}
