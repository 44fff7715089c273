using Vitrine.Wire;

namespace Vitrine.Jobs;

/// <summary>Jobs that differ in some hyper-parameters: every combination of some values, or values drawn at random.</summary>
public static class Sweep
{
    /// <summary>Jobs of one sweep, at the most.</summary>
    public const int Most = 200;

    // Draws for each job before ranges of few values are taken to be exhausted.
    private const int Tries = 100;

    /// <summary>Every combination, the last parameter changing fastest.</summary>
    /// <param name="axes">Each as "NAME=VALUE,VALUE…".</param>
    /// <exception cref="BadInputException">An axis cannot be read, or there are too many combinations.</exception>
    public static IReadOnlyList<Combination> Grid(IEnumerable<string> axes)
    {
        IReadOnlyList<Combination> all = [new Combination([])];
        foreach (var axis in Distinct("--grid", axes))
        {
            var values = axis.Values;
            if ((long)all.Count * values.Count > Most)
            {
                throw new BadInputException($"--grid: these are more than {Most} jobs; name fewer values");
            }

            all =
            [
                .. from combination in all
                from value in values
                select new Combination([.. combination.Settings, (axis.Parameter, value)]),
            ];
        }

        return all;
    }

    /// <summary>Combinations drawn at random, none twice; the same for the same seed.</summary>
    /// <param name="count">How many, 1 to <see cref="Most"/>.</param>
    /// <param name="ranges">Each as "NAME=LEAST..MOST" or "NAME=VALUE,VALUE…".</param>
    /// <param name="seed">Decides which.</param>
    /// <exception cref="BadInputException">A range cannot be read, or they have fewer combinations.</exception>
    public static IReadOnlyList<Combination> Random(int count, IEnumerable<string> ranges, long seed)
    {
        var axes = Distinct("--range", ranges).ToArray();
        if (count is < 1 or > Most || axes.Length == 0)
        {
            throw new BadInputException(
                axes.Length == 0
                    ? "--random needs a --range, for example --range learning-rate=1e-4..1e-2"
                    : $"--random {count} is not within 1 to {Most}"
            );
        }

        var random = new Random(HashCode(seed));
        var drawn = new Dictionary<string, Combination>(StringComparer.Ordinal);
        for (var attempt = 0; drawn.Count < count; attempt++)
        {
            if (attempt > count * Tries)
            {
                throw new BadInputException(
                    $"--random {count}: the ranges have only {drawn.Count} different combinations"
                );
            }

            var one = new Combination([.. axes.Select(axis => (axis.Parameter, axis.Draw(random)))]);
            drawn.TryAdd(one.Text, one);
        }

        return [.. drawn.Values];
    }

    private static IEnumerable<Axis> Distinct(string option, IEnumerable<string> texts)
    {
        var known = new HashSet<Hyperparameter>();
        foreach (var axis in texts.Select(text => Axis.Parse(option, text)))
        {
            yield return known.Add(axis.Parameter)
                ? axis
                : throw new BadInputException($"{option} {axis.Parameter.Name} is given twice");
        }
    }

    private static int HashCode(long seed) => unchecked((int)seed ^ (int)(seed >> 32));
}
