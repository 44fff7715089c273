using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Vitrine.Training.Data;
using Vitrine.Training.Preparation;
using Vitrine.Vision;
using Vitrine.Wire;

namespace Vitrine.Training.Detector;

/// <summary>
/// Makes lists to train a detector with. Where the faces are says a list, boxes.csv, beside the pictures; or a teacher
/// (<see cref="FaceTeacher"/>); or the data set shows none. Of recordings every so manieth frame becomes a picture.
/// </summary>
/// <param name="path">Folder of pictures, or of recordings.</param>
/// <param name="output">Folder for the lists, and for the frames of recordings.</param>
/// <param name="seed">Another one, another split.</param>
public sealed class FacePreparation(string path, string output, int seed)
{
    private const string BoxesName = "boxes.csv";
    private const string SubjectsName = "labels.csv";
    private const double TrainShare = 0.7;
    private const double ValidationShare = 0.85;
    private static readonly string[] RecordingEndings = [".mp4", ".gif", ".avi", ".mkv", ".mov", ".webm"];

    /// <summary>Labels every picture, splits them by subject, and writes lists and report.</summary>
    /// <param name="teacher">Labels; null where a list does, or nothing is to be found.</param>
    /// <param name="hasNoFaces">Whether the data set shows no face.</param>
    /// <param name="progress">Gets how many pictures are done, and of how many.</param>
    /// <param name="stop">Ends it early.</param>
    /// <exception cref="BadInputException">There is nothing to learn from.</exception>
    public PreparationReport Prepare(
        FaceTeacher? teacher,
        bool hasNoFaces,
        Action<int, int> progress,
        CancellationToken stop
    )
    {
        if (path is DrawnPictures.Path)
        {
            PreparedFolder.Require(output, Frames);
            var drawn = DrawnPictures.Draw(Frames, stop);
            return Write(Frames, drawn.Count, [.. drawn], [], []);
        }

        var folder = DatasetFolder.Require(path);
        PreparedFolder.Require(output, folder);
        var files = DatasetFolder.Files(folder);
        var images = folder;
        if (
            files.Any(file => EndsWith(file, RecordingEndings))
            && !files.Any(file => EndsWith(file, PictureFile.Endings))
        )
        {
            images = Frames;
            RecordingFrames.Extract(folder, files.Where(file => EndsWith(file, RecordingEndings)), images, stop);
            files = DatasetFolder.Files(images);
        }

        string[] pictures = [.. files.Where(file => EndsWith(file, PictureFile.Endings))];
        var labels = Labels(folder, teacher, hasNoFaces);
        var (kept, dropped) = (new List<FacePicture>(), new Dictionary<string, int>(StringComparer.Ordinal));
        foreach (var (index, file) in pictures.Index())
        {
            stop.ThrowIfCancellationRequested();
            var (picture, reason) = labels(Path.Combine(images, file), file);
            if (picture is not null)
            {
                kept.Add(picture);
            }
            else
            {
                dropped[reason!] = dropped.GetValueOrDefault(reason!) + 1;
            }

            progress(index + 1, pictures.Length);
        }

        return kept.Count > 0
            ? Write(images, pictures.Length, kept, dropped, Subjects(folder))
            : throw new BadInputException($"'{path}' holds no picture that can be used ({pictures.Length} were read)");
    }

    private string Frames => Path.Combine(Path.GetFullPath(output), "frames");

    private static Func<string, string, (FacePicture? Picture, string? Dropped)> Labels(
        string folder,
        FaceTeacher? teacher,
        bool hasNoFaces
    )
    {
        if (hasNoFaces)
        {
            return (_, file) => (new FacePicture(file, []), null);
        }

        if (teacher is not null)
        {
            return (full, file) =>
            {
                using var picture = PictureFile.Read(full);
                return picture is null ? (null, "unreadable")
                    : teacher.Label(picture) is { } faces ? (new FacePicture(file, faces), null)
                    : (null, "doubtful");
            };
        }

        var list = Path.Combine(folder, BoxesName);
        if (!File.Exists(list))
        {
            throw new BadInputException(
                $"nothing says where the faces in '{folder}' are: put {BoxesName} there (file,x,y,w,h), or give --teacher FILE, or --no-faces"
            );
        }

        var known = FacePicture
            .Parse(list, File.ReadAllText(list))
            .ToDictionary(picture => picture.File, StringComparer.Ordinal);
        return (_, file) => known.TryGetValue(file, out var picture) ? (picture, null) : (null, "not listed");
    }

    // By file name alone: lists name pictures relative to various folders.
    private static Dictionary<string, string> Subjects(string folder)
    {
        var list = new[] { folder, Path.GetDirectoryName(folder)! }
            .Select(place => Path.Combine(place, SubjectsName))
            .FirstOrDefault(File.Exists);
        return list is null
            ? []
            : FaceList
                .ReadRows(list)
                .Where(row => row.Fault is null && row.Face.Subject is not null)
                .GroupBy(row => Path.GetFileName(row.Face.File), row => row.Face.Subject!, StringComparer.Ordinal)
                .ToDictionary(picture => picture.Key, picture => picture.First(), StringComparer.Ordinal);
    }

    private PreparationReport Write(
        string images,
        int rows,
        List<FacePicture> kept,
        Dictionary<string, int> dropped,
        Dictionary<string, string> subjects
    )
    {
        var sides = kept.ToLookup(picture =>
            SideOf(subjects.GetValueOrDefault(Path.GetFileName(picture.File)) ?? SceneOf(images, picture.File))
        );
        var texts = PreparedData
            .ListNames.Index()
            .ToDictionary(
                list => list.Item,
                list => FacePicture.Format(sides[(Side)list.Index]),
                StringComparer.Ordinal
            );
        var report = new PreparationReport
        {
            Dataset = "faces",
            Images = images,
            HasPictures = true,
            Seed = seed,
            Hash = PreparationReport.HashOf(Encoding.UTF8.GetBytes(FacePicture.Format(kept))),
            Rows = rows,
            Kept = kept.Count,
            Dropped = dropped,
            Repaired = new Dictionary<string, int>(),
            Without = new Dictionary<string, int>(),
            Twins = new TwinCounts(0, 0),
            Lists = texts.ToDictionary(
                list => list.Key,
                list => new ListReport(
                    PreparationReport.HashOf(Encoding.UTF8.GetBytes(list.Value)),
                    list.Value.Count(letter => letter == '\n') - 1,
                    new Dictionary<string, IReadOnlyDictionary<string, int>>()
                )
            ),
        };
        DiskWrite.Do(
            $"--out '{output}'",
            "make room, or give another folder",
            () =>
                WholeFile.WriteAll([
                    (Path.Combine(output, PreparationReport.FileName), Encoding.UTF8.GetBytes(report.ToJson())),
                    .. texts.Select(list => (Path.Combine(output, list.Key), Encoding.UTF8.GetBytes(list.Value))),
                ])
        );
        return report;
    }

    // Leaving some out moves none of the others.
    private Side SideOf(string subject)
    {
        var place =
            BinaryPrimitives.ReadUInt32BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes($"{seed}|{subject}")))
            / (double)uint.MaxValue;
        return place < TrainShare ? Side.Train
            : place < ValidationShare ? Side.Validation
            : Side.Test;
    }

    private string SceneOf(string images, string file) =>
        images.StartsWith(Path.GetFullPath(output), StringComparison.Ordinal) ? RecordingFrames.SceneOf(file) : file;

    private static bool EndsWith(string file, IReadOnlyList<string> endings) =>
        endings.Any(ending => file.EndsWith(ending, StringComparison.OrdinalIgnoreCase));
}
