using System.Collections.Immutable;

namespace Vitrine.Windows.Held;

/// <summary>
/// What is held back of one table of descriptions, and the rule by which it is told: docs/privacy.md has the reasons. Pure.
/// </summary>
/// <param name="Visitors">Visitors, described or not, since the last period's end.</param>
/// <param name="Held">By cell: people who are not told yet.</param>
/// <param name="Spare">
/// By cell, 0 to k - 1: how many of its held people could be others for all that anybody was told. Cells of even and of odd
/// index are two accounts, each good for the cells of the other.
/// </param>
public sealed record HeldTable(int Visitors, ImmutableArray<int> Held, ImmutableArray<int> Spare)
{
    /// <summary>Nobody.</summary>
    public static HeldTable Empty { get; } = new(0, [], []);

    /// <summary>What may be told at a window's end, by cell: 0, or a multiple of k.</summary>
    /// <param name="came">By cell: people who came in the window.</param>
    /// <param name="visitors">All who came in it, those in no cell included.</param>
    /// <param name="k">Fewest people that a count stands for; 0 or 1: all is told.</param>
    public (ImmutableArray<int> Told, HeldTable Next) Tell(ImmutableArray<int> came, int visitors, int k)
    {
        var cells = Math.Max(came.Length, Held.Length);
        int[] held =
        [
            .. Enumerable.Range(0, cells).Select(c => Held.ElementAtOrDefault(c) + came.ElementAtOrDefault(c)),
        ];
        int[] spare =
        [
            .. Enumerable.Range(0, cells).Select(c => Math.Clamp(Spare.ElementAtOrDefault(c), 0, Math.Max(0, k - 1))),
        ];
        var since = Visitors + visitors;
        if (k <= 1)
        {
            return ([.. held], new HeldTable(0, [.. new int[cells]], [.. spare]));
        }

        if (since < 2 * k)
        {
            return ([.. new int[cells]], new HeldTable(since, [.. held], [.. spare]));
        }

        var told = Most(held, spare, since, k);
        Settle(spare, told, told.Sum() - since, k);
        return ([.. told], new HeldTable(0, [.. held.Zip(told, (all, some) => all - some)], [.. spare]));
    }

    /// <summary>The most that may be told of each cell, less what may not be told of all together.</summary>
    private static int[] Most(int[] held, int[] spare, int since, int k)
    {
        int[] told = [.. held.Select(people => Math.Min(people, since - (k - 1)) / k * k)];
        while (told.Sum() - since > Room(spare, told))
        {
            // Of whom least would be left waits.
            var waits = Enumerable
                .Range(0, told.Length)
                .Where(cell => told[cell] > 0)
                .MinBy(cell => held[cell] - told[cell]);
            told[waits] -= k;
        }

        return told;
    }

    /// <summary>How many may be told beyond those who came in the period.</summary>
    private static int Room(int[] spare, int[] told) =>
        Enumerable.Range(0, 2).Min(account => spare.Where((_, cell) => cell % 2 == account && told[cell] > 0).Sum());

    /// <summary>Takes from both accounts what was told beyond those who came, or adds those who came and were not told.</summary>
    private static void Settle(int[] spare, int[] told, int beyond, int k)
    {
        foreach (var account in Enumerable.Range(0, 2))
        {
            var left = Math.Abs(beyond);
            for (var cell = account; cell < spare.Length; cell += 2)
            {
                var room =
                    beyond < 0 ? k - 1 - spare[cell]
                    : told[cell] > 0 ? spare[cell]
                    : 0;
                var step = Math.Min(left, room);
                spare[cell] += beyond < 0 ? step : -step;
                left -= step;
            }
        }
    }
}
