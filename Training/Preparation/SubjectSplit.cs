using System.Numerics;

namespace Vitrine.Training.Preparation;

/// <summary>
/// Shares subjects out whole. The largest come first (by powers of two, then in the seed's order), and each goes to the side
/// that lacks its kinds of faces most, every stratum measured by its size: the step that leaves the least squared distance
/// from 70/15/15.
/// </summary>
internal static class SubjectSplit
{
    /// <summary>The side of each unit.</summary>
    public static IEnumerable<(SplitUnit Unit, Side Side)> Assign(IEnumerable<SplitUnit> units, int seed)
    {
        SplitUnit[] ordered =
        [
            .. units
                .OrderByDescending(unit => BitOperations.Log2((uint)unit.Weight))
                .ThenBy(unit => unit.Place(seed), StringComparer.Ordinal),
        ];
        var totals = ordered
            .SelectMany(unit => unit.Faces)
            .GroupBy(faces => faces.Key, faces => faces.Value)
            .ToDictionary(stratum => stratum.Key, stratum => (double)stratum.Sum());
        var lacking = DataSplit
            .Shares.Select(share => totals.ToDictionary(stratum => stratum.Key, _ => share / 100.0))
            .ToArray();
        foreach (var unit in ordered)
        {
            var side = lacking.Index().MaxBy(side => unit.Faces.Sum(faces => faces.Value * side.Item[faces.Key])).Index;
            foreach (var (stratum, faces) in unit.Faces)
            {
                lacking[side][stratum] -= faces / totals[stratum];
            }

            yield return (unit, (Side)side);
        }
    }
}
