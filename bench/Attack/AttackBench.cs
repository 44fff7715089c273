namespace Vitrine.Bench.Attack;

/// <summary>
/// An attacker's client: starts the programs on loopback, in plain text and over TLS, tries kind by kind what should not work, and
/// prints a line for each try and how many got in.
/// </summary>
internal static class AttackBench
{
    /// <summary>All kinds, in the order in which they are tried; to add one, add its line to its group.</summary>
    private static readonly IReadOnlyList<Kind> Kinds =
    [
        .. TlsAttacks.All,
        .. SerializerAttacks.All,
        .. ActorAttacks.All,
        .. FrameAttacks.All,
        .. WorkerAttacks.All,
        .. ClientAttacks.All,
        .. EventsAttacks.All,
        .. HubOrders.All,
        .. HubClaims.All,
        .. LogAttacks.All,
        .. HttpAttacks.All,
        .. HttpLoadAttacks.All,
        .. ReleaseAttacks.All,
    ];

    /// <param name="only">A part of the names of the kinds to try; empty: all.</param>
    /// <returns>0; 1 where one got in.</returns>
    public static async Task<int> RunAsync(string only)
    {
        Kind[] chosen = [.. Kinds.Where(kind => kind.Name.Contains(only, StringComparison.OrdinalIgnoreCase))];
        var tally = new AttackTally();
        foreach (var isTls in new[] { false, true })
        {
            await using var targets = await Targets.StartAsync(isTls);
            await Reachable.RequireAsync(targets);
            foreach (var kind in chosen)
            {
                await foreach (var attempt in kind.TryAsync(targets))
                {
                    tally.Add(targets, kind, attempt, attempt.Harm ?? await targets.HarmAsync());
                }
            }
        }

        tally.Print();
        return tally.GotIn == 0 ? 0 : 1;
    }
}
