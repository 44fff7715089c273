using Vitrine.Training.Data;
using Vitrine.Wire;

namespace Vitrine.Training.Detector;

/// <summary>What <c>prepare --dataset faces</c> left in a folder.</summary>
/// <param name="Name">The data set's name.</param>
/// <param name="Hash">Of its lists: the same hash, the same pictures.</param>
/// <param name="Seed">The split's.</param>
/// <param name="Train">Pictures to learn from, with their full paths.</param>
/// <param name="Validation">Pictures to choose by.</param>
/// <param name="Test">Pictures to report figures on.</param>
public sealed record FaceData(
    string Name,
    string Hash,
    int Seed,
    IReadOnlyList<FacePicture> Train,
    IReadOnlyList<FacePicture> Validation,
    IReadOnlyList<FacePicture> Test
)
{
    /// <summary>Reads the three lists and their report.</summary>
    /// <exception cref="BadInputException">Something is missing, or a list is not that of the report.</exception>
    public static FaceData Read(string folder)
    {
        var report =
            PreparationReport.Find(folder)
            ?? throw new BadInputException(
                $"'{folder}' holds no report.json: make it with ./vitrine prepare --dataset faces"
            );
        var lists = PreparedData.ListNames.Select(name => Path.Combine(folder, name)).ToArray();
        var sides = lists.Select(list => Read(list, report.Images)).ToArray();
        report.RequireSame(lists);
        return new FaceData(
            Path.GetFileName(Path.GetFullPath(folder)),
            report.Hash,
            report.Seed,
            sides[0],
            sides[1],
            sides[2]
        );
    }

    private static FacePicture[] Read(string list, string images)
    {
        if (!File.Exists(list))
        {
            throw new BadInputException($"list '{list}' is not there; run ./vitrine prepare again");
        }

        var folder = new PictureFolder(images);
        return
        [
            .. FacePicture
                .Parse(list, File.ReadAllText(list))
                .Select(picture =>
                    picture with
                    {
                        File =
                            folder.Find(picture.File)
                            ?? throw new BadInputException(
                                $"list '{list}' names the picture '{picture.File}', which is not in '{images}'"
                            ),
                    }
                ),
        ];
    }
}
