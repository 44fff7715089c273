using System.Collections.Immutable;
using Vitrine.Models;

namespace Vitrine.Vision.Counting;

/// <summary>How many visitors of each gender and age group. A visitor whose age nobody told is in no cell.</summary>
/// <param name="Cells">Gender x age group, row by row; the third row is for those whose gender nobody told.</param>
public sealed record DemographicCounts(ImmutableArray<int> Cells)
{
    /// <summary>Nobody yet.</summary>
    public static DemographicCounts None { get; } =
        new([.. new int[Demography.Rows.Count * Demography.AgeGroups.Count]]);

    /// <summary>Visitors in all cells.</summary>
    public int Total => Cells.Sum();

    /// <summary>Visitors in one cell.</summary>
    /// <param name="row">Index into <see cref="Demography.Rows"/>.</param>
    /// <param name="ageGroup">Index into <see cref="Demography.AgeGroups"/>.</param>
    public int this[int row, int ageGroup] => Cells[Cell(row, ageGroup)];

    /// <summary>With one more visitor, if the age was told.</summary>
    public DemographicCounts With(Person person)
    {
        if (person.LabelOf("age") is not { } age)
        {
            return this;
        }

        var cell = Cell(person.LabelOf("gender") ?? Demography.Genders.Count, age);
        return new DemographicCounts(Cells.SetItem(cell, Cells[cell] + 1));
    }

    private static int Cell(int row, int ageGroup) => (row * Demography.AgeGroups.Count) + ageGroup;
}
