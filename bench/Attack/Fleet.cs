using Vitrine.Bench.Rollout;
using Vitrine.Fleet.Hub;
using Vitrine.Wire;

namespace Vitrine.Bench.Attack;

/// <summary>A rollout under way, to one device that has taken it up and waits.</summary>
internal static class Fleet
{
    /// <summary>Starts it, once.</summary>
    public static async Task StartAsync(Targets targets)
    {
        using (await CanaryAsync(targets, isFirst: true))
        {
            using var peer = targets.Hub.Dial();
            var plan = new FleetPlan { Canaries = [Targets.Canary], Waves = [1] };
            var start = new StartRollout
            {
                Token = targets.HubToken,
                Who = "bench",
                Release = Releases.Make(targets, version: 2),
                Model = BenchModel.Bundled,
                Plan = PlanMessage.Write(plan),
            };
            if (await peer.AskAsync<RolloutStatus>("user/operators", start) is null)
            {
                throw new InvalidOperationException("the hub does not obey its own operator");
            }
        }
    }

    /// <summary>The device, connected.</summary>
    public static async Task<RawPeer> CanaryAsync(Targets targets, bool isFirst = false)
    {
        for (var tries = 0; tries < 100; tries++)
        {
            var canary = targets.Device(Targets.Canary);
            var phase = isFirst ? RolloutPhase.Unknown : RolloutPhase.Transferring;
            var release = isFirst ? string.Empty : (await StatusAsync(targets))!.Release;
            var lease = await canary.AskAsync<Lease>("user/devices", State(release, Targets.Canary, phase));
            if (lease is not null && (isFirst || lease.Offer is not null))
            {
                return canary;
            }

            canary.Dispose();
        }

        throw new InvalidOperationException("the hub does not hear its own device");
    }

    /// <summary>How the rollout stands; null: the operator is not answered.</summary>
    public static async Task<RolloutStatus?> StatusAsync(Targets targets)
    {
        using var peer = targets.Hub.Dial();
        return await peer.AskAsync<RolloutStatus>("user/operators", new ShowRollout { Token = targets.HubToken });
    }

    /// <summary>What a device says of the rollout.</summary>
    public static DeviceState State(Targets targets, string name, RolloutPhase phase) =>
        State(targets.RunningRelease, name, phase);

    /// <summary>Lines of the hub's history.</summary>
    public static int HistoryLines(Targets targets) =>
        File.ReadLines(Path.Combine(targets.HubFolder, "history.jsonl")).Count();

    /// <summary>What became of the rollout; null: it goes on, and its device is answered.</summary>
    public static async Task<string?> HarmAsync(Targets targets, RawPeer canary)
    {
        var state = State(targets, Targets.Canary, RolloutPhase.Transferring);
        return await canary.AskAsync<Lease>("user/devices", state) is null
            ? "the device is not answered any more"
            : HarmOf(await StatusAsync(targets));
    }

    /// <summary>What became of the rollout; null: it goes on.</summary>
    public static string? HarmOf(RolloutStatus? status) =>
        status is null ? "no operator is answered any more"
        : status.State is not "running" ? $"the rollout is {status.State}"
        : status.Devices.FirstOrDefault(device => device.Device is Targets.Canary)
            is { Phase: RolloutPhase.Transferring or RolloutPhase.Staged }
            ? null
        : "the device is taken to be somewhere else";

    private static DeviceState State(string release, string name, RolloutPhase phase) =>
        new()
        {
            Device = name,
            Engine = "0.1.0",
            Models =
            {
                new LiveModel { Task = "gender", Version = 1 },
            },
            Progress = new Progress
            {
                Release = release,
                Task = "gender",
                Version = 2,
                Phase = phase,
                Reason = "because",
            },
        };
}
