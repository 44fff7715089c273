namespace Vitrine.Training.Preparation;

/// <summary>
/// Shares faces out, 70/15/15 in each stratum (age group and gender; where neither is known, another label). The units of a stratum stand in the order of
/// SHA-256("seed|key") and are cut twice: so nothing depends on the order of files, and leaving some out moves hardly any
/// of the others. Where every unit is one face the shares are exact (largest remainder); else a cut falls on the nearest
/// border between two units. Subjects have many faces of several strata, and are shared out by what each side lacks.
/// </summary>
public static class DataSplit
{
    /// <summary>Percent of the faces on each side.</summary>
    public static IReadOnlyList<int> Shares { get; } = [70, 15, 15];

    /// <summary>The side of each kept point; another seed gives another split.</summary>
    public static IReadOnlyList<Side> Assign(IReadOnlyList<DataPoint> points, int seed)
    {
        var units = SplitUnit.Of(points).ToLookup(unit => unit.IsOfSubject);
        var sides = new Side[points.Count];
        foreach (var (unit, side) in SubjectSplit.Assign(units[true], seed).Concat(Cut(units[false], seed)))
        {
            foreach (var member in unit.Members)
            {
                sides[member] = side;
            }
        }

        return sides;
    }

    /// <summary>How many of a number of faces go to each side: shares rounded so that the sum is right.</summary>
    public static int[] Parts(int faces)
    {
        int[] parts = [.. Shares.Select(share => faces * share / 100)];
        var neediest = Shares.Index().OrderByDescending(share => faces * share.Item % 100).Select(share => share.Index);
        foreach (var side in neediest.Take(faces - parts.Sum()))
        {
            parts[side]++;
        }

        return parts;
    }

    private static IEnumerable<(SplitUnit Unit, Side Side)> Cut(IEnumerable<SplitUnit> units, int seed) =>
        from stratum in units.GroupBy(unit => unit.Stratum)
        let ordered = stratum.OrderBy(unit => unit.Place(seed), StringComparer.Ordinal).ToArray()
        let cuts = Cuts([.. ordered.Select(unit => unit.Weight)])
        from unit in ordered.Index()
        select (unit.Item, (Side)cuts.Count(cut => unit.Index >= cut));

    /// <summary>The indices of the first unit of validation and of test.</summary>
    private static int[] Cuts(int[] weights)
    {
        var before = new int[weights.Length + 1];
        for (var index = 0; index < weights.Length; index++)
        {
            before[index + 1] = before[index] + weights[index];
        }

        var parts = Parts(before[^1]);
        return [Nearest(before, parts[0]), Nearest(before, parts[0] + parts[1])];
    }

    private static int Nearest(int[] before, int faces) =>
        Enumerable.Range(0, before.Length).MinBy(border => Math.Abs(before[border] - faces));
}

/// <summary>The sides of a split, in the order of the lists.</summary>
public enum Side
{
    /// <summary>To learn from.</summary>
    Train,

    /// <summary>To choose epochs and settings by.</summary>
    Validation,

    /// <summary>To report figures on.</summary>
    Test,
}
