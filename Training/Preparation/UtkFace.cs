using System.Globalization;
using System.Text.RegularExpressions;
using Vitrine.Models;
using Vitrine.Training.Data;
using Vitrine.Wire;

namespace Vitrine.Training.Preparation;

/// <summary>
/// UTKFace: the labels are in the pictures' names, <c>age_gender_race_date.jpg.chip.jpg</c>, with gender 0 male and 1 female,
/// race 0 to 4, and a date of 17 digits (yyyyMMddHHmmssfff). Zhang, Song and Qi,
/// "Age progression/regression by conditional adversarial autoencoder", 2017.
/// </summary>
public static partial class UtkFace
{
    private const int Fields = 4;

    /// <summary>Every file of a folder.</summary>
    /// <exception cref="BadInputException">The folder is missing or empty.</exception>
    public static RawData Read(string path)
    {
        var folder = DatasetFolder.Require(path);
        var points = DatasetFolder.Files(folder).Select(PointOf).ToArray();
        return points.Length > 0
            ? new RawData("utkface", folder, HasPictures: true, points)
            : throw new BadInputException($"--path '{path}' holds no file; give the folder of UTKFace's pictures");
    }

    /// <summary>What is in a file's name.</summary>
    /// <param name="file">The file, relative to the data set's folder.</param>
    public static DataPoint PointOf(string file)
    {
        var name = Path.GetFileName(file);
        if (Name.Match(name) is not { Success: true } match || Age(match) > LabelledFace.OldestAge)
        {
            var fields = name.Split('_').Count(field => field.Length > 0);
            return new DataPoint
            {
                Origin = file,
                Dropped = fields < Fields ? Reason.MissingField : Reason.MisspeltName,
            };
        }

        var years = Age(match);
        return new DataPoint
        {
            Origin = file,
            Face = new LabelledFace
            {
                File = file,
                Age = years,
                Group = Demography.GroupOf(years),
                // The other way round than ours.
                Gender = match.Groups["gender"].ValueSpan is "1" ? 0 : 1,
            },
        };
    }

    private static int Age(Match match) => int.Parse(match.Groups["age"].ValueSpan, CultureInfo.InvariantCulture);

    [GeneratedRegex(
        @"^(?<age>[0-9]{1,3})_(?<gender>[01])_[0-4]_[0-9]{17}(\.jpg\.chip)?\.(jpg|jpeg|png)$",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Name { get; }
}
