namespace Vitrine.Models;

/// <summary>The classes that people are counted in.</summary>
public static class Demography
{
    private static readonly (int First, int Last)[] Years =
    [
        (0, 2),
        (4, 6),
        (8, 13),
        (15, 20),
        (25, 32),
        (38, 43),
        (48, 53),
        (60, int.MaxValue),
    ];

    /// <summary>Adience's eight age groups, in years. Ages between two groups belong to none.</summary>
    public static IReadOnlyList<string> AgeGroups { get; } =
    ["0-2", "4-6", "8-13", "15-20", "25-32", "38-43", "48-53", "60+"];

    /// <summary>The two genders of the data sets.</summary>
    public static IReadOnlyList<string> Genders { get; } = ["female", "male"];

    /// <summary>The genders, and "unknown" for those whose gender was not estimated: the rows of the table gender x age group.</summary>
    public static IReadOnlyList<string> Rows { get; } = [.. Genders, "unknown"];

    /// <summary>The index in <see cref="AgeGroups"/> of an age; null between two groups.</summary>
    /// <param name="years">Full years, 0 or more.</param>
    public static int? GroupOf(int years)
    {
        var group = Array.FindIndex(Years, range => years >= range.First && years <= range.Last);
        return group < 0 ? null : group;
    }
}
