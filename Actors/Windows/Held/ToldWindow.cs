using System.Collections.Immutable;
using Vitrine.Models;
using Vitrine.Wire;

namespace Vitrine.Windows.Held;

/// <summary>
/// Puts what may be told into a window. Age and gender are sums of what is told of the table of both, and so tell nothing new.
/// Pure.
/// </summary>
public static class ToldWindow
{
    /// <summary>The name of the table gender x age group, which no attribute can have.</summary>
    public const string Table = "gender x age";

    /// <summary>The attributes that have a table of their own: those of which that one has nothing.</summary>
    /// <param name="attributes">What the models estimate.</param>
    /// <param name="isTabled">Whether anybody is in the table gender x age group.</param>
    public static IEnumerable<FaceAttribute> Apart(IReadOnlyList<FaceAttribute> attributes, bool isTabled)
    {
        var hasAge = isTabled || attributes.Any(attribute => Is(attribute, FaceAttribute.Age));
        return attributes.Where(attribute =>
            !Is(attribute, FaceAttribute.Age) && !(hasAge && Is(attribute, FaceAttribute.Gender))
        );
    }

    /// <summary>The window with its cells.</summary>
    internal static AggregateWindow Of(
        AggregateWindow counted,
        IReadOnlyList<FaceAttribute> attributes,
        ImmutableSortedDictionary<string, ImmutableArray<int>> whole,
        Dictionary<string, ImmutableArray<int?>> told
    )
    {
        var window = new AggregateWindow(counted);
        if (!told.TryGetValue(Table, out var table))
        {
            return window;
        }

        window.Counts.AddRange(table[..^1].Select(CellOf));
        window.Distributions.AddRange(attributes.Select(attribute => Of(attribute, table, told)));
        var described = whole[Table][..^1].Sum();
        var isKnown = window.Visitors == 0 || (described == 0 && !attributes.Any(a => Is(a, FaceAttribute.Age)));
        if (isKnown || table[^1] is not null)
        {
            window.Unclassified = Math.Round((double)whole[Table][^1] / Math.Max(1, window.Visitors), 3);
        }

        return window;
    }

    private static bool Is(FaceAttribute attribute, FaceAttribute known) =>
        attribute.Name.Equals(known.Name, StringComparison.Ordinal);

    private static Cell CellOf(int? visitors, int index)
    {
        var (row, group) = Math.DivRem(index, Demography.AgeGroups.Count);
        var cell = new Cell { Gender = Demography.Rows[row], AgeGroup = Demography.AgeGroups[group] };
        if (visitors is { } told)
        {
            cell.Visitors = told;
        }

        return cell;
    }

    private static Distribution Of(
        FaceAttribute attribute,
        ImmutableArray<int?> table,
        Dictionary<string, ImmutableArray<int?>> told
    )
    {
        var cells =
            Is(attribute, FaceAttribute.Age) ? OfAge(table)
            : told.TryGetValue(attribute.Name, out var own) ? own
            : OfGender(table);
        return new Distribution
        {
            Attribute = attribute.Name,
            Cells = { attribute.Labels.Append(FaceAttribute.Unknown).Zip(cells, LabelOf) },
        };
    }

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

    /// <summary>The sum of those told; null where none is.</summary>
    private static int? Sum(IEnumerable<int?> cells) =>
        cells.Aggregate((int?)null, (sum, cell) => cell is null ? sum : (sum ?? 0) + cell);

    private static LabelCount LabelOf(string label, int? visitors)
    {
        var cell = new LabelCount { Label = label };
        if (visitors is { } told)
        {
            cell.Visitors = told;
        }

        return cell;
    }
}
