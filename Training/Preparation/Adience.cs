using Vitrine.Training.Data;
using Vitrine.Wire;

namespace Vitrine.Training.Preparation;

/// <summary>
/// Adience: five tab-separated label files, fold_0_data.txt to fold_4_data.txt, and beside them the pictures in faces/ or
/// aligned/, if they are there. Eidinger, Enbar and Hassner, "Age and gender estimation of unfiltered faces", 2014. Its boxes
/// are those of the original photographs, not of the faces cut out of them, and are not read. The subject is the user (the
/// album): face identifiers are finer, but pictures of one album resemble each other.
/// </summary>
public static class Adience
{
    /// <summary>The official folds.</summary>
    public const int Folds = 5;

    private const string Header = "user_id\toriginal_image\tface_id\tage\tgender";

    private static readonly (string Folder, string Prefix)[] Layouts =
    [
        ("faces", "coarse_tilt_aligned_face"),
        ("aligned", "landmark_aligned_face"),
    ];

    /// <summary>Every row of the five label files.</summary>
    /// <exception cref="BadInputException">The folder or a label file is missing, or is something else.</exception>
    public static RawData Read(string path)
    {
        var folder = DatasetFolder.Require(path);
        var layout = Array.FindIndex(Layouts, l => Directory.Exists(Path.Combine(folder, l.Folder)));
        var points =
            from fold in Enumerable.Range(0, Folds)
            from line in ReadLines(folder, NameOf(fold))
            select PointOf(line.Text, Layouts[Math.Max(layout, 0)]) with
            {
                Origin = $"{NameOf(fold)}, line {line.Number}",
                Fold = fold,
            };
        return new RawData("adience", folder, layout >= 0, [.. points]);
    }

    private static string NameOf(int fold) => $"fold_{fold}_data.txt";

    private static IEnumerable<(int Number, string Text)> ReadLines(string folder, string name)
    {
        var path = Path.Combine(folder, name);
        var lines = File.Exists(path)
            ? File.ReadAllLines(path)
            : throw new BadInputException(
                $"--path '{folder}' has no {name}; give the folder with Adience's label files {NameOf(0)} to {NameOf(Folds - 1)}"
            );
        return lines is [var header, ..] && header.StartsWith(Header, StringComparison.Ordinal)
            ? lines.Index().Skip(1).Where(line => line.Item.Length > 0).Select(line => (line.Index + 1, line.Item))
            : throw new BadInputException(
                $"'{path}' is no label file of Adience: its first line must be {Header.Replace('\t', ' ')} …, separated by tabs"
            );
    }

    private static DataPoint PointOf(string row, (string Folder, string Prefix) layout)
    {
        if (
            row.Split('\t')
            is not [{ Length: > 0 } user, { Length: > 0 } image, { Length: > 0 } id, var years, var sex, ..]
        )
        {
            return new DataPoint { Origin = row, Dropped = Reason.MissingField };
        }

        var age = AdienceAge.Of(years);
        return new DataPoint
        {
            Origin = row,
            AgeText = years,
            GenderText = sex,
            Repaired = age.Repaired,
            Dropped = age.Fault ?? (sex is "f" or "m" or "u" or "" ? null : Reason.MisspeltLabel),
            Face = new LabelledFace
            {
                File = $"{layout.Folder}/{user}/{layout.Prefix}.{id}.{image}",
                Age = age.Years,
                Group = age.Group,
                Gender = sex switch
                {
                    "f" => 0,
                    "m" => 1,
                    _ => null,
                },
                Subject = user,
            },
        };
    }
}
