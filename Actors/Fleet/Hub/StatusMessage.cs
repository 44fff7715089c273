using System.Collections.Immutable;
using Google.Protobuf.WellKnownTypes;
using Vitrine.Models;
using Vitrine.Wire;

namespace Vitrine.Fleet.Hub;

/// <summary>Puts into a message how the fleet stands. Pure.</summary>
public static class StatusMessage
{
    /// <summary>Devices that are listed, so that the message fits a frame; those in trouble first.</summary>
    public const int MostDevices = 150;

    /// <summary>Events of the devices' supervision that are listed.</summary>
    public const int MostEvents = 20;

    /// <summary>Attributes whose highest version is listed.</summary>
    public const int MostTasks = 50;

    private const int LongestNews = 400;
    private const int LongestReason = 120;
    private static readonly TimeSpan OldestEvent = TimeSpan.FromDays(3650);
    private static readonly TimeSpan Ahead = TimeSpan.FromMinutes(5);

    /// <summary>The fleet as it stands.</summary>
    /// <param name="fleet">The fleet.</param>
    /// <param name="recent">The history's last lines, the newest last.</param>
    /// <param name="now">The time.</param>
    public static RolloutStatus Of(FleetState fleet, ImmutableArray<HistoryEntry> recent, DateTimeOffset now)
    {
        var rollout = fleet.Rollout;
        var names = fleet.Devices.Keys.Union(rollout?.Steps.Keys ?? [], StringComparer.Ordinal);
        var devices = names
            .Select(name => Device(fleet, name, now))
            .OrderBy(device => device.Phase is RolloutPhase.Refused or RolloutPhase.Reverted ? 0 : 1)
            .ThenBy(device => device.Wave == 0 ? int.MaxValue : device.Wave)
            .ThenBy(device => device.Device, StringComparer.Ordinal)
            .ToArray();
        return new RolloutStatus
        {
            State = StateOf(rollout),
            Release = rollout?.Release ?? string.Empty,
            Task = rollout?.Task ?? string.Empty,
            Version = rollout?.Version ?? 0,
            Reason = rollout?.End?.Why ?? string.Empty,
            Wave = rollout?.Wave ?? 0,
            Waves = rollout?.Plan.Count ?? 0,
            Devices = { devices.Take(MostDevices) },
            More = Math.Max(0, devices.Length - MostDevices),
            Head = recent.LastOrDefault()?.Hash ?? string.Empty,
            Highest = { Highest(fleet) },
            Progress = { WaveProgress.Of(fleet).Select(Wave) },
            News = { recent.Reverse().Select(entry => News(entry.Event)) },
            Events = { Events(fleet) },
        };
    }

    /// <summary>How far a device is, in words.</summary>
    public static string PhaseIn(this DeviceStatus device, RolloutStatus status) =>
        device.Phase is not RolloutPhase.Unknown ? device.Phase.ToString().ToLowerInvariant()
        : device.Wave > 0 ? "offered"
        : status.State is "running" ? "waiting for its wave"
        : "not in a rollout";

    /// <summary>Of what was released here, and of what most devices run: a device may report any name.</summary>
    private static IEnumerable<TaskVersion> Highest(FleetState fleet) =>
        fleet
            .Devices.Values.SelectMany(device => device.State.Models)
            .Select(model => (model.Task, Version: model.Highest))
            .Concat(fleet.Released.Select(released => (Task: released.Key, Version: released.Value)))
            .GroupBy(known => known.Task, StringComparer.Ordinal)
            .Where(task => FaceAttribute.IsName(task.Key))
            .OrderByDescending(task => fleet.Released.ContainsKey(task.Key))
            .ThenByDescending(task => task.Count())
            .ThenBy(task => task.Key, StringComparer.Ordinal)
            .Take(MostTasks)
            .Select(task => new TaskVersion { Task = task.Key, Version = task.Max(known => known.Version) });

    private static WaveStatus Wave(WaveProgress wave) =>
        new()
        {
            Devices = wave.Devices,
            Open = wave.IsOpen,
            Live = wave.Live,
            Failed = wave.Failed,
        };

    private static RolloutNews News(FleetEvent happened) =>
        new()
        {
            At = Timestamp.FromDateTimeOffset(happened.At),
            Text = happened.Text[..Math.Min(happened.Text.Length, LongestNews)],
        };

    /// <summary>
    /// What devices said of their supervision. A device may say anything: what is not from the past is left out, so that
    /// nobody stays on top.
    /// </summary>
    private static IEnumerable<SupervisionEvent> Events(FleetState fleet) =>
        fleet
            .Devices.Values.SelectMany(device =>
                device
                    .State.Events.TakeLast(RecentEvents.Most)
                    .Where(happened => IsPossible(happened.At, device.Seen))
                    .Select(happened => (device.State.Device, Happened: happened))
            )
            .OrderByDescending(told => told.Happened.At)
            .ThenBy(told => told.Device, StringComparer.Ordinal)
            .Take(MostEvents)
            .Select(told => new SupervisionEvent
            {
                At = told.Happened.At,
                Text = SingleLine.Of(told.Happened.Text, RecentEvents.LongestText),
                Trouble = told.Happened.Trouble,
                Device = told.Device,
            });

    private static bool IsPossible(Timestamp? at, DateTimeOffset seen) =>
        at is { Nanos: >= 0 and < 1_000_000_000 }
        && at.Seconds > (seen - OldestEvent).ToUnixTimeSeconds()
        && at.Seconds < (seen + Ahead).ToUnixTimeSeconds();

    private static string StateOf(RolloutState? rollout) =>
        rollout switch
        {
            null => "none",
            { End: null } => "running",
            { End.Kind: FleetEventKind.Finished } => "finished",
            { End.Kind: FleetEventKind.Halted } => "halted",
            _ => "aborted",
        };

    /// <summary>What the device says of the phase that it is in, which may change while it lasts.</summary>
    private static string ReasonOf(FleetDevice? device, RolloutStep? step, RolloutState? rollout)
    {
        var told = step is null ? null : device?.With(rollout!.Release);
        var why = told is { Why.Length: > 0 } && told.Value.Phase == step!.Phase ? told.Value.Why : step?.Why;
        return SingleLine.Of(why ?? string.Empty, LongestReason);
    }

    private static DeviceStatus Device(FleetState fleet, string name, DateTimeOffset now)
    {
        var (known, rollout) = (fleet.Devices.GetValueOrDefault(name), fleet.Rollout);
        var step = rollout?.Steps.GetValueOrDefault(name);
        var status = new DeviceStatus
        {
            Device = name,
            Wave = step?.Wave ?? 0,
            Phase = step?.Phase ?? RolloutPhase.Unknown,
            Reason = ReasonOf(known, step, rollout),
            Present = known?.IsPresent(now) ?? false,
        };
        if (known is not null)
        {
            status.Seen = Timestamp.FromDateTimeOffset(known.Seen);
            status.LiveVersion = rollout is null ? 0 : known.LiveOf(rollout.Task)?.Version ?? 0;
            status.ReceivedBytes = known.State.Progress?.ReceivedBytes ?? 0;
            status.ResentBytes = known.State.Progress?.ResentBytes ?? 0;
        }

        return status;
    }
}
