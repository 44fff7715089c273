using Vitrine.Training.Data;

namespace Vitrine.Training.Preparation;

/// <summary>Faces that are shared out among train, validation and test by themselves.</summary>
/// <param name="Group">Index of the age group; null: none.</param>
/// <param name="Gender">Index of the gender; null: none.</param>
/// <param name="IsBetween">Whether the age is known and belongs to no group.</param>
public readonly record struct Stratum(int? Group, int? Gender, bool IsBetween)
{
    /// <summary>The stratum of a face.</summary>
    public static Stratum Of(LabelledFace face) =>
        new(face.Group, face.Gender, face.Age is not null && face.Group is null);
}
