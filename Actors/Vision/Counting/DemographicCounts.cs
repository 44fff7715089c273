using System.Collections.Immutable;
using Vitrine.Models;

namespace Vitrine.Vision.Counting;

/// <summary>How visitors were described: the table gender x age group, and each attribute by itself.</summary>
/// <param name="Cells">
/// Gender x age group, row by row; the third row is for those of unknown gender. A visitor of unknown age is in
/// no cell.
/// </param>
public sealed record DemographicCounts(ImmutableArray<int> Cells)
{
    private const string Age = "age";
    private const string Gender = "gender";

    /// <summary>Nobody yet.</summary>
    public static DemographicCounts None { get; } =
        new([.. new int[Demography.Rows.Count * Demography.AgeGroups.Count]]);

    /// <summary>By attribute: visitors of each label. Whom no vote described is in none of them.</summary>
    public ImmutableDictionary<string, ImmutableArray<int>> ByAttribute { get; init; } =
        ImmutableDictionary.Create<string, ImmutableArray<int>>(StringComparer.Ordinal);

    /// <summary>Visitors in all cells.</summary>
    public int Total => Cells.Sum();

    /// <summary>Visitors in one cell.</summary>
    /// <param name="row">Index into <see cref="Demography.Rows"/>.</param>
    /// <param name="ageGroup">Index into <see cref="Demography.AgeGroups"/>.</param>
    public int this[int row, int ageGroup] => Cells[Cell(row, ageGroup)];

    /// <summary>Visitors of each of an attribute's labels, and last those whom no vote described.</summary>
    public ImmutableArray<int> Of(FaceAttribute attribute, int visitors)
    {
        var counted = ByAttribute.GetValueOrDefault(attribute.Name, []);
        int[] labels = [.. attribute.Labels.Select((_, label) => counted.ElementAtOrDefault(label))];
        return [.. labels, visitors - labels.Sum()];
    }

    /// <summary>With one more visitor.</summary>
    public DemographicCounts With(Person person)
    {
        var labels = ByAttribute;
        foreach (var (attribute, sum) in person.Sums)
        {
            var counts = Sum(labels.GetValueOrDefault(attribute, []), [.. new int[sum.Length]]);
            var label = person.LabelOf(attribute)!.Value;
            labels = labels.SetItem(attribute, counts.SetItem(label, counts[label] + 1));
        }

        var cell = person.LabelOf(Age) is { } age
            ? Cell(person.LabelOf(Gender) ?? Demography.Genders.Count, age)
            : (int?)null;
        return new(cell is { } one ? Cells.SetItem(one, Cells[one] + 1) : Cells) { ByAttribute = labels };
    }

    /// <summary>The visitors of both.</summary>
    public DemographicCounts Merge(DemographicCounts later) =>
        new(Sum(Cells, later.Cells))
        {
            ByAttribute = later.ByAttribute.Aggregate(
                ByAttribute,
                (all, one) =>
                    all.SetItem(one.Key, all.TryGetValue(one.Key, out var mine) ? Sum(mine, one.Value) : one.Value)
            ),
        };

    /// <summary>As long as the longer: a model that took another's place may know more labels.</summary>
    private static ImmutableArray<int> Sum(ImmutableArray<int> one, ImmutableArray<int> other) =>
        [
            .. Enumerable
                .Range(0, Math.Max(one.Length, other.Length))
                .Select(label => one.ElementAtOrDefault(label) + other.ElementAtOrDefault(label)),
        ];

    private static int Cell(int row, int ageGroup) => (row * Demography.AgeGroups.Count) + ageGroup;
}
