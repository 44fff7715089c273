using System.Security.Cryptography;
using System.Text;
using Vitrine.Training.Data;
using static System.FormattableString;

namespace Vitrine.Training.Preparation;

/// <summary>Faces that must stay together: a picture, its byte-identical twins, all pictures of one subject.</summary>
/// <param name="Key">Subject or picture's hash: places the unit, together with the seed.</param>
/// <param name="IsOfSubject">Whether a subject holds it together.</param>
/// <param name="Faces">How many of which stratum; those between two groups only where there are no others.</param>
/// <param name="Members">Indices of its faces.</param>
public sealed record SplitUnit(
    string Key,
    bool IsOfSubject,
    IReadOnlyDictionary<Stratum, int> Faces,
    IReadOnlyList<int> Members
)
{
    /// <summary>How many faces count, 1 or more.</summary>
    public int Weight { get; } = Faces.Values.Sum();

    /// <summary>The commonest stratum of its faces.</summary>
    public Stratum Stratum { get; } =
        Faces
            .OrderByDescending(faces => faces.Value)
            .ThenBy(faces => faces.Key.Group)
            .ThenBy(faces => faces.Key.Gender)
            .ThenBy(faces => faces.Key.Other, StringComparer.Ordinal)
            .First()
            .Key;

    /// <summary>Where a seed places it among others: SHA-256 of "seed|key", hexadecimal.</summary>
    public string Place(int seed) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Invariant($"{seed}|{Key}"))));

    /// <summary>Joins faces that share their subject or their picture, however indirectly.</summary>
    public static IReadOnlyList<SplitUnit> Of(IReadOnlyList<DataPoint> points)
    {
        var parents = Enumerable.Range(0, points.Count).ToArray();
        var first = new Dictionary<string, int>();
        for (var index = 0; index < points.Count; index++)
        {
            foreach (var key in Keys(points[index]))
            {
                first.TryAdd(key, index);
                parents[Root(parents, index)] = Root(parents, first[key]);
            }
        }

        return
        [
            .. Enumerable
                .Range(0, points.Count)
                .GroupBy(index => Root(parents, index))
                .Select(members => Make(points, [.. members])),
        ];
    }

    private static SplitUnit Make(IReadOnlyList<DataPoint> points, int[] members)
    {
        // Faces between two groups decide nothing where there are others: keeping or leaving them moves nobody else.
        var byPlace = members.ToLookup(index => Stratum.Of(points[index].Face!).IsBetween, index => points[index]);
        DataPoint[] deciding = [.. byPlace[!byPlace.Contains(false)]];
        return new SplitUnit(
            deciding.Select(point => Keys(point).First()).Min(StringComparer.Ordinal)!,
            deciding.Any(point => point.Face!.Subject is not null),
            // In one order, since sums of fractions depend on it.
            deciding
                .CountBy(point => Stratum.Of(point.Face!))
                .OrderBy(faces => faces.Key.Group)
                .ThenBy(faces => faces.Key.Gender)
                .ThenBy(faces => faces.Key.Other, StringComparer.Ordinal)
                .ToDictionary(),
            members
        );
    }

    private static IEnumerable<string> Keys(DataPoint point)
    {
        if (point.Face!.Subject is { } subject)
        {
            yield return subject;
        }

        yield return point.Content ?? point.Face.File;
    }

    private static int Root(int[] parents, int index)
    {
        while (parents[index] != index)
        {
            index = parents[index] = parents[parents[index]];
        }

        return index;
    }
}

/// <summary>Faces that are shared out among train, validation and test by themselves.</summary>
/// <param name="Group">Index of the age group; null: none.</param>
/// <param name="Gender">Index of the gender; null: none.</param>
/// <param name="IsBetween">Whether the age is known and belongs to no group.</param>
/// <param name="Other">
/// Of a face of unknown age and gender: the label in its list's first other column, in ordinal order; null: none.
/// </param>
public readonly record struct Stratum(int? Group, int? Gender, bool IsBetween, string? Other = null)
{
    /// <summary>The stratum of a face.</summary>
    public static Stratum Of(LabelledFace face) =>
        new(face.Group, face.Gender, face.Age is not null && face.Group is null, OtherOf(face));

    private static string? OtherOf(LabelledFace face) =>
        face is { Age: null, Group: null, Gender: null, Others.Count: > 0 }
            ? face.Others.MinBy(field => field.Key, StringComparer.Ordinal).Value
            : null;
}
