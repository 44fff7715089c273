using Google.Protobuf;
using Vitrine.Bench.Rollout;
using Vitrine.Fleet.Hub;
using Vitrine.Wire;

namespace Vitrine.Bench.Attack;

/// <summary>Orders to the hub from who is no operator.</summary>
internal static class HubOrders
{
    private static readonly TimeSpan Shortly = TimeSpan.FromSeconds(1);

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Kind> All { get; } =
    [
        new("orders to the hub without a token, or with a guess", GuessAsync),
        new("orders to the hub with the cluster's tokens", OtherTokensAsync),
        new("orders with the right token, to the actor for devices", ToDevicesAsync),
        new("what the hub says, said to the hub", BackAsync),
    ];

    private static async IAsyncEnumerable<Attempt> GuessAsync(Targets targets)
    {
        var right = targets.HubToken;
        foreach (var guess in new[] { "", "x", right[..^1], right + "0", right.ToUpperInvariant(), right + "\0" })
        {
            foreach (var order in Orders(targets, guess))
            {
                yield return await OrderAsync(targets, "user/operators", order, $"with '{guess.Length}' characters");
            }
        }
    }

    private static async IAsyncEnumerable<Attempt> OtherTokensAsync(Targets targets)
    {
        foreach (var token in new[] { Targets.Readers, Targets.Operators })
        {
            foreach (var order in Orders(targets, token))
            {
                yield return await OrderAsync(targets, "user/operators", order, $"with '{token}'");
            }
        }
    }

    private static async IAsyncEnumerable<Attempt> ToDevicesAsync(Targets targets)
    {
        foreach (var order in Orders(targets, targets.HubToken))
        {
            yield return await OrderAsync(targets, "user/devices", order, "with the right token");
        }
    }

    private static async IAsyncEnumerable<Attempt> BackAsync(Targets targets)
    {
        IMessage[] all =
        [
            new Lease
            {
                Seconds = 1e9,
                Withdraw = new Withdrawal { Release = targets.RunningRelease, Reason = "x" },
            },
            new Withdrawal { Release = targets.RunningRelease },
            new Chunk { Release = targets.RunningRelease, Data = ByteString.CopyFromUtf8("x") },
            new RolloutStatus { State = "aborted" },
            new OperatorRefused { Reason = "x" },
        ];
        foreach (var message in all)
        {
            foreach (var actor in new[] { "user/devices", "user/operators" })
            {
                yield return await OrderAsync(targets, actor, message, $"to {actor}");
            }
        }
    }

    private static IMessage[] Orders(Targets targets, string token) =>
        [
            new StartRollout
            {
                Token = token,
                Who = "attacker",
                Release = Releases.Make(targets, version: 9),
                Model = BenchModel.Bundled,
                Plan = PlanMessage.Write(new FleetPlan()),
            },
            new AbortRollout
            {
                Token = token,
                Who = "attacker",
                Reason = "because",
                Revert = true,
            },
            new DraftRelease { Token = token, Job = "../../victim" },
            new ShowRollout { Token = token },
        ];

    private static async Task<Attempt> OrderAsync(Targets targets, string actor, IMessage order, string how)
    {
        using var canary = await Fleet.CanaryAsync(targets);
        var before = Fleet.HistoryLines(targets);
        using var peer = targets.Device("shop-4");
        var answer = await peer.AskAsync(actor, Said.Of(order), patience: Shortly);
        var harm =
            answer is { Manifest: var type } && type.EndsWith(nameof(RolloutStatus), StringComparison.Ordinal)
                ? "it was told how the rollout stands"
            : Fleet.HistoryLines(targets) != before ? "its history has more lines"
            : await Fleet.HarmAsync(targets, canary);
        return new Attempt($"{order.Descriptor.Name} {how}", targets.Hub.Name, harm);
    }
}
