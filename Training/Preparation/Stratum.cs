using Vitrine.Training.Data;

namespace Vitrine.Training.Preparation;

/// <summary>Faces that are shared out among train, validation and test by themselves.</summary>
/// <param name="Group">Index of the age group; null: none.</param>
/// <param name="Gender">Index of the gender; null: none.</param>
/// <param name="IsBetween">Whether the age is known and belongs to no group.</param>
/// <param name="Other">
/// Of a face of unknown age and gender: the label in its list's first other column, in ordinal order; null: none.
/// </param>
public readonly record struct Stratum(int? Group, int? Gender, bool IsBetween, string? Other = null)
{
    /// <summary>The stratum of a face.</summary>
    public static Stratum Of(LabelledFace face) =>
        new(face.Group, face.Gender, face.Age is not null && face.Group is null, OtherOf(face));

    private static string? OtherOf(LabelledFace face) =>
        face is { Age: null, Group: null, Gender: null, Others.Count: > 0 }
            ? face.Others.MinBy(field => field.Key, StringComparer.Ordinal).Value
            : null;
}
