using System.Text;
using Vitrine.Wire;

namespace Vitrine.Training.Data;

/// <summary>
/// A list of faces: a CSV file with a header. <c>file</c> is required, then any of <c>age</c> (years), <c>group</c>
/// (0-7), <c>gender</c> (female|male), <c>x,y,w,h</c> (face box in pixels), <c>subject</c>; every other column is that
/// of an attribute of its name. Without a group it follows from the age.
/// </summary>
public static class FaceList
{
    /// <summary>Reads a list; never empty.</summary>
    /// <exception cref="BadInputException">It is missing, empty, or one of its rows is impossible.</exception>
    public static IReadOnlyList<LabelledFace> Read(string path)
    {
        var faces = new List<LabelledFace>();
        foreach (var (line, face, fault) in ReadRows(path))
        {
            faces.Add(fault is null ? face : throw new BadInputException($"list '{path}', line {line}: {fault.Says}"));
        }

        return faces;
    }

    /// <summary>Makes sure that every picture of a list is in its folder.</summary>
    /// <param name="path">The list, for the message.</param>
    /// <param name="faces">Its faces.</param>
    /// <param name="images">The folder that they are relative to.</param>
    /// <exception cref="BadInputException">One is missing.</exception>
    public static void RequirePictures(string path, IReadOnlyList<LabelledFace> faces, string images)
    {
        if (!Directory.Exists(images))
        {
            throw new BadInputException($"the images' folder '{images}' of list '{path}' is not there");
        }

        var pictures = new PictureFolder(images);
        var missing = faces.Where(face => pictures.Find(face.File) is null).ToArray();
        if (missing.Length > 0)
        {
            throw new BadInputException(
                $"list '{path}' names the picture '{missing[0].File}', which is not in '{images}' ({missing.Length} of {faces.Count} are missing); put it there or take it off the list"
            );
        }
    }

    /// <summary>A list as text.</summary>
    internal static string Format(IEnumerable<LabelledFace> faces)
    {
        LabelledFace[] all = [.. faces];
        var others = FaceColumns.OthersOf(all);
        return new StringBuilder()
            .AppendJoin(
                '\n',
                all.Select(face => FaceColumns.Fields(face, others))
                    .Prepend([.. FaceColumns.Always, .. others])
                    .Select(Csv.Format)
            )
            .Append('\n')
            .ToString();
    }

    /// <summary>The rows of a list, each with what is wrong with it; never none.</summary>
    internal static IReadOnlyList<(int Line, LabelledFace Face, RowFault? Fault)> ReadRows(string path)
    {
        try
        {
            CsvRow[] rows = [.. Csv.Parse(File.ReadAllText(path))];
            return rows.Length > 1
                ? [.. Read(FaceColumns.Of(rows[0]), rows.Skip(1))]
                : throw new BadInputException($"list '{path}' is empty: it needs a header and a line for each face");
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new BadInputException($"list '{path}' is not there", missing);
        }
        catch (FormatException malformed)
        {
            throw new BadInputException($"list '{path}': {malformed.Message}", malformed);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            throw new BadInputException($"list '{path}' cannot be read: {unreadable.Message}", unreadable);
        }
    }

    private static IEnumerable<(int Line, LabelledFace Face, RowFault? Fault)> Read(
        FaceColumns columns,
        IEnumerable<CsvRow> rows
    )
    {
        foreach (var row in rows)
        {
            var faults = new List<RowFault>();
            yield return (row.Line, columns.Read(row, faults), faults.FirstOrDefault());
        }
    }
}
