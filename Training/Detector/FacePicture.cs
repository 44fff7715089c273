using System.Globalization;
using System.Text;
using Vitrine.Training.Data;
using Vitrine.Vision;
using Vitrine.Vision.Detection;
using Vitrine.Wire;

namespace Vitrine.Training.Detector;

/// <summary>A picture and all faces that it shows.</summary>
/// <param name="File">Relative to the list's folder of pictures.</param>
/// <param name="Faces">None: it shows no face.</param>
public sealed record FacePicture(string File, IReadOnlyList<FaceDetection> Faces)
{
    private static readonly string[] BoxColumns = ["x", "y", "w", "h"];

    private static readonly string[] LandmarkColumns =
    [
        .. from point in new[] { "right_eye", "left_eye", "nose", "right_mouth", "left_mouth" }
        from axis in new[] { "x", "y" }
        select $"{point}_{axis}",
    ];

    /// <summary>A list as CSV: a row for each face, and one with the file alone for a picture without.</summary>
    public static string Format(IEnumerable<FacePicture> pictures) =>
        new StringBuilder()
            .AppendJoin(
                '\n',
                pictures.SelectMany(Rows).Prepend(["file", .. BoxColumns, .. LandmarkColumns]).Select(Csv.Format)
            )
            .Append('\n')
            .ToString();

    /// <summary>Reads such a list. Other columns are left alone, and those of the landmarks may be missing or empty.</summary>
    /// <param name="path">The list, for messages.</param>
    /// <param name="text">Its text.</param>
    /// <exception cref="BadInputException">A column is missing, or a row is impossible.</exception>
    public static IReadOnlyList<FacePicture> Parse(string path, string text)
    {
        CsvRow[] rows = [.. Csv.Parse(text)];
        var header = rows.Length == 0 ? [] : rows[0].Fields.ToArray();
        if (BoxColumns.Prepend("file").FirstOrDefault(column => !header.Contains(column)) is { } missing)
        {
            throw new BadInputException($"list '{path}' has no column '{missing}': it needs file, x, y, w and h");
        }

        var file = Array.IndexOf(header, "file");
        return
        [
            .. rows.Skip(1)
                .Select(row => (File: row.Fields.ElementAtOrDefault(file) ?? "", Face: Face(path, header, row)))
                .GroupBy(row => row.File, row => row.Face, StringComparer.Ordinal)
                .Select(picture => new FacePicture(
                    picture.Key,
                    [.. picture.Where(face => face is not null).Select(face => face!.Value)]
                )),
        ];
    }

    private static IEnumerable<string[]> Rows(FacePicture picture) =>
        picture.Faces.Count == 0
            ?
            [
                [picture.File, .. BoxColumns.Concat(LandmarkColumns).Select(_ => "")],
            ]
            : picture.Faces.Select(face =>
                (string[])[picture.File, .. Numbers(face.Box).Select(Text), .. Texts(face.Landmarks)]
            );

    private static float[] Numbers(Box box) => [box.X, box.Y, box.Width, box.Height];

    private static IEnumerable<string> Texts(FaceLandmarks? landmarks) =>
        landmarks is { } points
            ? Enumerable.Range(0, FaceLandmarks.Count).SelectMany(i => new[] { Text(points[i].X), Text(points[i].Y) })
            : LandmarkColumns.Select(_ => "");

    private static string Text(float number) => number.ToString("0.##", CultureInfo.InvariantCulture);

    private static FaceDetection? Face(string path, string[] header, CsvRow row)
    {
        float[]? Values(string[] columns)
        {
            var texts = columns
                .Select(column => row.Fields.ElementAtOrDefault(Array.IndexOf(header, column)) ?? "")
                .ToArray();
            return texts.All(text => text.Length == 0)
                ? null
                :
                [
                    .. texts.Zip(
                        columns,
                        (text, column) =>
                            float.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
                            && float.IsFinite(number)
                                ? number
                                : throw new BadInputException(
                                    $"list '{path}', line {row.Line}: {column} must be a number of pixels"
                                )
                    ),
                ];
        }

        if (Values(BoxColumns) is not { } box)
        {
            return null;
        }

        if (box[2] <= 0 || box[3] <= 0)
        {
            throw new BadInputException($"list '{path}', line {row.Line}: a face has a width and a height above 0");
        }

        var points = Values(LandmarkColumns);
        Spot At(int point) => new(points[2 * point], points[(2 * point) + 1]);
        return new FaceDetection(
            new Box(box[0], box[1], box[2], box[3]),
            Score: 1,
            points is null ? null : new FaceLandmarks(At(0), At(1), At(2), At(3), At(4))
        );
    }
}
