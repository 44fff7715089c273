namespace Vitrine.Bench.Attack;

/// <summary>
/// An attacker's client: starts the programs on loopback, tries group by group what should not work, and prints a line for
/// each try and how many got in.
/// </summary>
internal static class AttackBench
{
    /// <summary>All groups, in the order in which they are tried; to add one, add its line.</summary>
    private static readonly Func<Targets, IAsyncEnumerable<Attempt>>[] Groups =
    [
        SerializerAttacks.TryAsync,
        ActorAttacks.TryAsync,
        WorkerAttacks.TryAsync,
    ];

    /// <returns>0; 1 where one got in.</returns>
    public static async Task<int> RunAsync()
    {
        var (tried, gotIn) = (0, 0);
        await using var targets = await Targets.StartAsync();
        foreach (var group in Groups)
        {
            await foreach (var attempt in group(targets))
            {
                tried++;
                gotIn += attempt.Harm is null ? 0 : 1;
                Console.WriteLine($"{attempt.What}: {attempt.Harm ?? "refused"}");
            }
        }

        Console.WriteLine($"{tried} tried, {gotIn} got in");
        return gotIn == 0 ? 0 : 1;
    }
}
