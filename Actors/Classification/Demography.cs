namespace Vitrine.Classification;

/// <summary>The classes that people are counted in.</summary>
public static class Demography
{
    /// <summary>Adience's eight age groups, in years. Ages between two groups belong to none.</summary>
    public static IReadOnlyList<string> AgeGroups { get; } =
    ["0-2", "4-6", "8-13", "15-20", "25-32", "38-43", "48-53", "60+"];

    /// <summary>The two genders of the data sets.</summary>
    public static IReadOnlyList<string> Genders { get; } = ["female", "male"];
}
