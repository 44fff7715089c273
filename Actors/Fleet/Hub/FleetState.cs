using System.Collections.Immutable;
using Vitrine.Wire;

namespace Vitrine.Fleet.Hub;

/// <summary>
/// All devices that dial the hub, and the rollout under way. Pure: it says what happened, and whoever keeps the history
/// gives it back as events. So a hub that starts again stands where it stood, but for what devices report again.
/// </summary>
public sealed record FleetState
{
    /// <summary>Devices that are kept in mind at most; further ones are not heard until the hub restarts.</summary>
    public const int MostDevices = 10_000;

    /// <summary>A name's length, at most.</summary>
    public const int LongestName = 64;

    /// <summary>Bytes of a device's report, at most.</summary>
    public const int LongestState = 16 << 10;

    private const string Hub = "hub";

    /// <summary>How long a device may keep quiet before the others do not wait for it any more.</summary>
    public static readonly TimeSpan AwayAfter = TimeSpan.FromMinutes(10);

    private FleetState(DateTimeOffset begun) => Begun = begun;

    /// <summary>When the hub began to listen.</summary>
    public DateTimeOffset Begun { get; }

    /// <summary>The devices, by name.</summary>
    public ImmutableSortedDictionary<string, FleetDevice> Devices { get; private init; } =
        ImmutableSortedDictionary.Create<string, FleetDevice>(StringComparer.Ordinal);

    /// <summary>The last rollout; null: there was none.</summary>
    public RolloutState? Rollout { get; private init; }

    /// <summary>The highest version of each task that was ever released here.</summary>
    public ImmutableDictionary<string, int> Released { get; private init; } = ImmutableDictionary<string, int>.Empty;

    /// <summary>A hub that begins to listen: no device has dialled yet, nothing was released.</summary>
    public static FleetState At(DateTimeOffset now) => new(now);

    /// <summary>The fleet after something that happened.</summary>
    public FleetState After(FleetEvent happened) =>
        happened.Kind is FleetEventKind.Started
            ? this with
            {
                Rollout = RolloutState.Of(happened),
                Released = Released.SetItem(
                    happened.Task!,
                    Math.Max(Released.GetValueOrDefault(happened.Task!), happened.Version!.Value)
                ),
            }
            : this with
            {
                Rollout = Rollout?.After(happened),
            };

    /// <summary>Whether a text can be a device's name.</summary>
    public static bool IsName(string text) =>
        text.Length is > 0 and <= LongestName && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-');

    /// <summary>Whether a device may belong to the fleet: its name can be shown, its report is short, and there is room.</summary>
    public bool Takes(DeviceState state) =>
        IsName(state.Device)
        && state.CalculateSize() <= LongestState
        && (Devices.Count < MostDevices || Devices.ContainsKey(state.Device));

    /// <summary>Devices that get an event at once.</summary>
    public IEnumerable<string> Concerned(FleetEvent happened) =>
        happened.Kind switch
        {
            FleetEventKind.WaveOpened => happened.Devices ?? [],
            FleetEventKind.Halted or FleetEventKind.Aborted => Rollout?.Steps.Keys ?? [],
            _ => [],
        };

    /// <summary>A device that it <see cref="Takes"/> reported. What it reports of the rollout is an event of its own.</summary>
    /// <returns>The fleet, and what happened; null: nothing that is news.</returns>
    public (FleetState Next, FleetEvent? Happened) Heard(DeviceState state, DateTimeOffset now)
    {
        var device = new FleetDevice(state, now);
        var next = this with { Devices = Devices.SetItem(state.Device, device) };
        if (
            Rollout is not { } rollout
            || !rollout.Steps.TryGetValue(state.Device, out var step)
            || device.With(rollout.Release) is not { } told
            || told.Phase == step.Phase
            || step.Changes >= RolloutStep.MostChanges
        )
        {
            return (next, null);
        }

        var happened = new FleetEvent(FleetEventKind.DeviceChanged, now, state.Device, rollout.Release)
        {
            Phase = told.Phase,
            Why = told.Why.Length > 0 ? SingleLine.Of(told.Why, SingleLine.OfPeer) : null,
        };
        return (next, happened);
    }

    /// <summary>What is due now: the next wave, the end, or the emergency stop.</summary>
    /// <returns>What happens; null: nothing.</returns>
    public FleetEvent? Due(DateTimeOffset now)
    {
        if (Rollout is not { Runs: true } rollout)
        {
            return null;
        }

        if (rollout.Failed > 0 && rollout.Failed > rollout.Plan.MostFailed * rollout.Steps.Count)
        {
            return new FleetEvent(FleetEventKind.Halted, now, Hub, rollout.Release)
            {
                Revert = true,
                Why =
                    $"{rollout.Failed} of {rollout.Steps.Count} devices refused or reverted it: {rollout.Steps.Values.First(s => s.HasFailed).Why}",
            };
        }

        // A hub that has only begun to listen does not know yet how many devices there are.
        var isEarly = rollout.Wave > 0 && now - Begun < FleetDevice.Lease;
        if (isEarly || (rollout.Wave > 0 && !rollout.HasSoaked(now, device => IsAway(device, now))))
        {
            return Latecomers(rollout, now);
        }

        return rollout.Wave < rollout.Plan.Count
            ? Open(rollout, rollout.Wave + 1, now)
            : Latecomers(rollout, now) ?? new FleetEvent(FleetEventKind.Finished, now, Hub, rollout.Release);
    }

    /// <summary>What a device is to be told now; null: nothing.</summary>
    /// <param name="device">Its name.</param>
    /// <param name="release">The signed statement of the rollout under way.</param>
    public Lease LeaseFor(string device, SignedStatement? release)
    {
        var lease = new Lease { Seconds = FleetDevice.Lease.TotalSeconds };
        if (Rollout is not { } rollout || !rollout.Steps.TryGetValue(device, out var step))
        {
            return lease;
        }

        if (rollout.IsWithdrawn && !step.HasFailed)
        {
            lease.Withdraw = new Withdrawal { Release = rollout.Release, Reason = rollout.End!.Why ?? string.Empty };
        }
        else if (rollout.IsOffered && release is not null && step is { IsLive: false, HasFailed: false })
        {
            lease.Offer = release;
        }

        return lease;
    }

    private bool IsAway(string device, DateTimeOffset now) =>
        now - (Devices.TryGetValue(device, out var known) ? known.Seen : Begun) > AwayAfter;

    /// <summary>Opens a wave, as soon as there is a device for it.</summary>
    private FleetEvent? Open(RolloutState rollout, int wave, DateTimeOffset now)
    {
        var all = Candidates(rollout);
        var more = rollout.Plan.ChosenBy(wave, all.Length) - rollout.Steps.Count;
        var added = all.Where(device => !rollout.Steps.ContainsKey(device)).Take(Math.Max(0, more)).ToImmutableArray();
        return added.IsEmpty && wave == 1
            ? null
            : new FleetEvent(FleetEventKind.WaveOpened, now, Hub, rollout.Release) { Wave = wave, Devices = added };
    }

    /// <summary>In the last wave, a device that dials for the first time is offered the release, too.</summary>
    private FleetEvent? Latecomers(RolloutState rollout, DateTimeOffset now)
    {
        if (rollout.Wave < rollout.Plan.Count)
        {
            return null;
        }

        var late = Candidates(rollout).Where(device => !rollout.Steps.ContainsKey(device)).ToImmutableArray();
        return late.IsEmpty
            ? null
            : new FleetEvent(FleetEventKind.WaveOpened, now, Hub, rollout.Release)
            {
                Wave = rollout.Wave,
                Devices = late,
            };
    }

    /// <summary>The devices that run the task, those named as canaries first. Where canaries are named, only they are the first wave.</summary>
    private ImmutableArray<string> Candidates(RolloutState rollout)
    {
        var named = rollout.Plan.Canaries;
        var able = Devices.Where(device => device.Value.Runs(rollout.Task)).Select(device => device.Key);
        var ordered = able.OrderBy(device => named.Contains(device) ? 0 : 1)
            .ThenBy(device => device, StringComparer.Ordinal);
        return rollout.Wave == 0 && !named.IsEmpty
            ? [.. ordered.Where(device => named.Contains(device))]
            : [.. ordered];
    }
}
