using Vitrine.Wire;

namespace Vitrine.Bench.Attack;

/// <summary>Devices that say to the hub what is none of theirs.</summary>
internal static class HubClaims
{
    private const string Actor = "user/devices";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Kind> All { get; } =
    [
        new("a second connection under a live device's name", SecondAsync),
        new("a device's certificate under another device's name", OtherNameAsync),
        new("reports of a device that cannot be", ReportsAsync),
        new("a history that a device makes grow", HistoryAsync),
        new("chunks that are none", ChunksAsync),
        new("more device names than a fleet has", NamesAsync),
    ];

    private static async IAsyncEnumerable<Attempt> SecondAsync(Targets targets)
    {
        using var canary = await Fleet.CanaryAsync(targets);
        foreach (var phase in new[] { RolloutPhase.Live, RolloutPhase.Reverted, RolloutPhase.Refused })
        {
            using var second = targets.Device(Targets.Canary);
            yield return await ClaimAsync(targets, second, Fleet.State(targets, Targets.Canary, phase), $"{phase}");
        }
    }

    private static async IAsyncEnumerable<Attempt> OtherNameAsync(Targets targets)
    {
        if (!targets.IsTls)
        {
            // Without certificates a name is the first one's who says it.
            yield break;
        }

        using var canary = await Fleet.CanaryAsync(targets);
        using var other = targets.Device("shop-2");
        foreach (var phase in new[] { RolloutPhase.Live, RolloutPhase.Reverted, RolloutPhase.Refused })
        {
            yield return await ClaimAsync(targets, other, Fleet.State(targets, Targets.Canary, phase), $"{phase}");
        }
    }

    private static async IAsyncEnumerable<Attempt> ReportsAsync(Targets targets)
    {
        using var canary = await Fleet.CanaryAsync(targets);
        using var other = targets.Device("shop-3");
        foreach (
            var name in new[]
            {
                "",
                new string('x', 65),
                "../../victim",
                "a\nb",
                "a b",
                $"{Targets.Canary}\0",
                "ｓhop-1",
            }
        )
        {
            yield return await ClaimAsync(
                targets,
                other,
                Fleet.State(targets, name, RolloutPhase.Live),
                $"the name '{name}'",
                name
            );
        }

        var large = Fleet.State(targets, Targets.Canary, RolloutPhase.Refused);
        large.Progress.Reason = new string('x', 100_000);
        yield return await ClaimAsync(targets, other, large, "100 kB of reasons", Targets.Canary);
    }

    private static async IAsyncEnumerable<Attempt> HistoryAsync(Targets targets)
    {
        const int Most = 200;
        using var canary = await Fleet.CanaryAsync(targets);
        var before = Fleet.HistoryLines(targets);
        for (var change = 0; change < 1000; change++)
        {
            var phase = change % 2 == 0 ? RolloutPhase.Staged : RolloutPhase.Transferring;
            await canary.TellAsync(Actor, Fleet.State(targets, Targets.Canary, phase));
        }

        _ = await Fleet.StatusAsync(targets);
        var lines = Fleet.HistoryLines(targets) - before;
        yield return new Attempt(
            "1000 changes of a device's phase",
            targets.Hub.Name,
            lines is > 0 and <= Most ? null : $"its history has {lines} lines more"
        );
    }

    private static async IAsyncEnumerable<Attempt> ChunksAsync(Targets targets)
    {
        using var canary = await Fleet.CanaryAsync(targets);
        var release = (await Fleet.StatusAsync(targets))!.Release;
        (string Release, long Offset, int Length)[] pulls =
        [
            (release, -1, 1000),
            (release, long.MinValue, 1000),
            (release, long.MaxValue, 1000),
            (release, 1L << 40, 1000),
            (release, 0, 0),
            (release, 0, -1),
            (release, 0, int.MaxValue),
            (release, long.MaxValue, int.MaxValue),
            ("", 0, 1000),
            ("../operator.token", 0, 64),
            (new string('0', 64), 0, 1000),
            (release.ToUpperInvariant(), 0, 1000),
        ];
        foreach (var (asked, offset, length) in pulls)
        {
            var pull = new PullChunk
            {
                Release = asked,
                Offset = offset,
                Length = length,
            };
            var got = await canary.AskAsync<Chunk>(Actor, pull);
            yield return new Attempt(
                $"{length} bytes at {offset} of '{asked}'",
                targets.Hub.Name,
                got is null ? null : $"it was sent {got.Data.Length} bytes"
            );
        }

        var right = await canary.AskAsync<Chunk>(Actor, new PullChunk { Release = release, Length = 32_768 });
        yield return new Attempt(
            "(the first chunk)",
            targets.Hub.Name,
            right?.Data.Length is 32_768 ? null : "is not served"
        );
    }

    private static async IAsyncEnumerable<Attempt> NamesAsync(Targets targets)
    {
        const int Most = 10_000;
        using var canary = await Fleet.CanaryAsync(targets);
        using var flood = targets.Device("flood");
        for (var number = 0; number < Most + 2000; number++)
        {
            await flood.TellAsync(Actor, Fleet.State(targets, $"flood-{number}", RolloutPhase.Unknown));
        }

        var status = await Fleet.StatusAsync(targets);
        var count = status is null ? -1 : status.Devices.Count + status.More;
        var most = targets.IsTls ? 10 : Most;
        yield return new Attempt(
            $"{Most + 2000} names over one connection",
            targets.Hub.Name,
            count < 0 ? "no operator is answered any more"
                : count > most ? $"it keeps {count} devices in mind"
                : await Fleet.HarmAsync(targets, canary)
        );
    }

    private static async Task<Attempt> ClaimAsync(
        Targets targets,
        RawPeer peer,
        DeviceState state,
        string what,
        string? name = null
    )
    {
        for (var again = 0; again < 2; again++)
        {
            await peer.TellAsync(Actor, state);
        }

        // Answered after what was said before it.
        _ = await peer.AskAsync("user/operators", Said.Of(new ShowRollout()));
        var status = await Fleet.StatusAsync(targets);
        var isListed =
            name is not null and not Targets.Canary
            && status?.Devices.Any(device => string.Equals(device.Device, name, StringComparison.Ordinal)) is true;
        return new Attempt(what, targets.Hub.Name, isListed ? "it is listed" : Fleet.HarmOf(status));
    }
}
