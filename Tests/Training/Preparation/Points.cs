using CsCheck;
using Vitrine.Models;
using Vitrine.Training.Data;
using Vitrine.Training.Preparation;
using Vitrine.Vision;

namespace Vitrine.Tests.Training.Preparation;

/// <summary>Data points for tests.</summary>
internal static class Points
{
    /// <summary>Points of few contents, files, subjects and labels, so that they meet often; some faulty.</summary>
    public static Gen<DataPoint[]> Any { get; } =
        (
            from file in Gen.Int[0, 60]
            from content in Gen.Int[0, 40]
            from age in Gen.Int[0, 80].Nullable()
            from @group in Gen.Int[0, 7].Nullable()
            from gender in Gen.Int[0, 1].Nullable()
            from subject in Gen.Int[-20, 10]
            from fault in Gen.Int[0, 15]
            select Of($"f{file}", $"c{content}", age, gender) with
            {
                Dropped = fault == 0 ? Reason.MissingField : null,
                Face = Of($"f{file}", "", age, gender).Face! with
                {
                    Group = age is { } years ? Demography.GroupOf(years) : @group,
                    Subject = subject > 0 ? $"s{subject}" : null,
                },
            }
        ).Array[0, 200];

    /// <summary>A point whose picture has been read.</summary>
    public static DataPoint Of(string file, string content, int? age, int? gender, Box? box = null) =>
        new()
        {
            Origin = file,
            Content = content,
            Face = new LabelledFace
            {
                File = file,
                Age = age,
                Group = age is { } years ? Demography.GroupOf(years) : null,
                Gender = gender,
                Box = box,
            },
        };

    /// <summary>A data set of such points.</summary>
    public static RawData DataOf(params DataPoint[] points) => new("drawn", "images", HasPictures: true, points);
}
