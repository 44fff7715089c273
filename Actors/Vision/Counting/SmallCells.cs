using System.Collections.Immutable;

namespace Vitrine.Vision.Counting;

/// <summary>
/// Leaves small counts out of a table whose total everybody knows, and as many more as it takes that nobody can compute
/// one of them, not even who knows this rule. Pure.
/// </summary>
/// <remarks>
/// What is left out depends on the values alone, never on which cell has them. So whoever exchanges the values of two
/// cells that are left out gets another table that looks the same, and a cell could be computed only if all that are left
/// out were sure to hold one and the same value. That is so when there is but one of them, or when all hold k - 1; then
/// the smallest of the others, which hold more, are left out too.
/// </remarks>
public static class SmallCells
{
    /// <summary>The table as it may be shown: null is left out.</summary>
    /// <param name="cells">Counts, 0 or more; two cells or more.</param>
    /// <param name="k">Fewest people that a count stands for; 0 or 1: all are shown.</param>
    public static ImmutableArray<int?> Suppress(ImmutableArray<int> cells, int k)
    {
        var (least, decoy) = (k, k > 1 && IsDecoy(cells, k));
        var small = cells.Where(cell => cell < least).ToArray();
        if (decoy)
        {
            least = k + 1;
        }
        else if (small.All(cell => cell == 0))
        {
            // The total reveals the zeros.
            least = 0;
        }
        else if (small.Length == 1 || small.All(cell => cell == k - 1))
        {
            // All that are equally small: to choose among them would reveal the chosen one.
            least = cells.Where(cell => cell >= least).DefaultIfEmpty(least).Min() + 1;
        }

        return [.. cells.Select(cell => cell < least ? (int?)null : cell)];
    }

    /// <summary>
    /// When every cell holds k - 1, there are no others to leave out, and the total alone would reveal them. So the
    /// tables with the same total that differ from it by one person in another cell are left out as a whole, too.
    /// </summary>
    private static bool IsDecoy(ImmutableArray<int> cells, int k) =>
        cells.Contains(k) && cells.Contains(k - 2) && cells.Count(cell => cell == k - 1) == cells.Length - 2;
}
