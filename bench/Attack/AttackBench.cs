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
        .. ClientAccessAttacks.All,
        .. JobAttacks.All,
        .. EventsAttacks.All,
        .. HubOrders.All,
        .. HubClaims.All,
        .. LogAttacks.All,
        .. HttpAccessAttacks.All,
        .. HttpContentAttacks.All,
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
            var targets = await Reachable.StartAsync(isTls);
            foreach (var kind in chosen)
            {
                if (await TryAsync(kind, targets, tally))
                {
                    // What is broken would be taken for the next one's doing.
                    await targets.DisposeAsync();
                    targets = await Reachable.StartAsync(isTls);
                }
            }

            await targets.DisposeAsync();
        }

        tally.Print();
        return tally.GotIn == 0 ? 0 : 1;
    }

    /// <returns>Whether it did harm. What breaks a target ends the kind.</returns>
    private static async Task<bool> TryAsync(Kind kind, Targets targets, AttackTally tally)
    {
        var before = tally.GotIn;
        try
        {
            await foreach (var attempt in kind.TryAsync(targets))
            {
                var broken = await targets.HarmAsync();
                tally.Add(targets, kind, attempt, attempt.Harm ?? broken);
                if (broken is not null)
                {
                    break;
                }
            }
        }
        catch (InvalidOperationException unserved)
        {
            tally.Add(targets, kind, new Attempt("what it needs", "the targets"), unserved.Message);
        }

        return tally.GotIn > before;
    }
}
