using System.Collections.Immutable;
using Vitrine.Models;
using Vitrine.Wire;

namespace Vitrine.Vision.Counting;

/// <summary>
/// Visitors by label, for each attribute by itself, so that nobody can compute a small cell from them and the table gender x
/// age group together. Pure.
/// </summary>
/// <remarks>
/// What is shown of age and gender is computed from what is shown of the table alone, so it adds nothing to it. Any other
/// attribute has no number in common with the table but the total, which everybody knows: what is shown of one reveals nothing of
/// the other, and <see cref="SmallCells"/> holds for each by itself. So it does for gender where no model estimates the age, for
/// then the table is empty.
/// </remarks>
public static class Distributions
{
    /// <summary>One for each attribute.</summary>
    /// <param name="tally">What was counted.</param>
    /// <param name="table">The cells of the table gender x age group as they are shown, then the unclassified.</param>
    /// <param name="attributes">What the models estimate.</param>
    /// <param name="k">Fewest people that a count stands for.</param>
    public static IEnumerable<Distribution> Of(
        WindowTally tally,
        ImmutableArray<int?> table,
        IReadOnlyList<FaceAttribute> attributes,
        int k
    )
    {
        var isTabled = tally.Counts.Total > 0 || attributes.Any(Is(FaceAttribute.Age));
        return attributes.Select(attribute =>
            Named(
                attribute,
                Is(FaceAttribute.Age)(attribute) ? OfAge(table)
                    : Is(FaceAttribute.Gender)(attribute) && isTabled ? OfGender(table)
                    : SmallCells.Suppress(tally.Counts.Of(attribute, tally.Visitors), k)
            )
        );
    }

    private static Func<FaceAttribute, bool> Is(FaceAttribute known) =>
        attribute => attribute.Name.Equals(known.Name, StringComparison.Ordinal);

    private static ImmutableArray<int?> OfAge(ImmutableArray<int?> table)
    {
        var groups = Demography.AgeGroups.Count;
        return
        [
            .. Enumerable
                .Range(0, groups)
                .Select(group => Sum(Demography.Rows.Select((_, row) => table[(row * groups) + group]))),
            table[^1],
        ];
    }

    /// <summary>Who has no age is in no cell of the table, and of unknown gender here.</summary>
    private static ImmutableArray<int?> OfGender(ImmutableArray<int?> table)
    {
        var groups = Demography.AgeGroups.Count;
        return
        [
            .. Demography.Genders.Select((_, row) => Sum(table.Skip(row * groups).Take(groups))),
            Sum(table.Skip(Demography.Genders.Count * groups)),
        ];
    }

    /// <summary>The sum of cells; left out where one of them is.</summary>
    private static int? Sum(IEnumerable<int?> cells) => cells.Aggregate((int?)0, (sum, cell) => sum + cell);

    private static Distribution Named(FaceAttribute attribute, ImmutableArray<int?> told) =>
        new()
        {
            Attribute = attribute.Name,
            Cells = { attribute.Labels.Append(FaceAttribute.Unknown).Zip(told, CellOf) },
        };

    private static LabelCount CellOf(string label, int? visitors)
    {
        var cell = new LabelCount { Label = label };
        if (visitors is { } told)
        {
            cell.Visitors = told;
        }

        return cell;
    }
}
