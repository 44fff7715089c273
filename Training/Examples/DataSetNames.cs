using Vitrine.Training.Data;

namespace Vitrine.Training.Examples;

/// <summary>Gives data sets of the same name different ones. Pure.</summary>
public static class DataSetNames
{
    /// <summary>The same data sets in the same order; the second of a name becomes name-2, and so on.</summary>
    public static IReadOnlyList<PreparedData> Distinct(IReadOnlyList<PreparedData> sets)
    {
        var taken = new HashSet<string>(StringComparer.Ordinal);
        return [.. sets.Select(set => set with { Name = Free(set.Name, taken) })];
    }

    private static string Free(string name, HashSet<string> taken)
    {
        var free = name;
        for (var number = 2; !taken.Add(free); number++)
        {
            free = $"{name}-{number}";
        }

        return free;
    }
}
