using System.Collections.Immutable;
using Vitrine.Wire;

namespace Vitrine.Fleet.Hub;

/// <summary>One rollout, as the events so far tell it. Pure: each event makes the next.</summary>
/// <param name="Release">The release.</param>
/// <param name="Task">The attribute, for example "age".</param>
/// <param name="Version">Its version.</param>
/// <param name="Plan">How it goes through the fleet.</param>
public sealed record RolloutState(string Release, string Task, int Version, FleetPlan Plan)
{
    /// <summary>The event that ended it; null: it runs.</summary>
    public FleetEvent? End { get; private init; }

    /// <summary>The wave that is open, from 1; 0: none yet.</summary>
    public int Wave { get; private init; }

    /// <summary>The devices that are offered it, with their wave, how far they are, and since when.</summary>
    public ImmutableSortedDictionary<string, RolloutStep> Steps { get; private init; } =
        ImmutableSortedDictionary.Create<string, RolloutStep>(StringComparer.Ordinal);

    /// <summary>Whether it runs.</summary>
    public bool Runs => End is null;

    /// <summary>Whether devices may still take it: it runs, or went through.</summary>
    public bool IsOffered => End is null or { Kind: FleetEventKind.Finished };

    /// <summary>Whether devices are to go back.</summary>
    public bool IsWithdrawn => End is { Kind: not FleetEventKind.Finished, Revert: true };

    /// <summary>Devices that refused or reverted it.</summary>
    public int Failed => Steps.Values.Count(step => step.HasFailed);

    /// <summary>The rollout that an event starts.</summary>
    public static RolloutState Of(FleetEvent started) =>
        new(started.Release, started.Task!, started.Version!.Value, started.Plan!);

    /// <summary>The rollout after an event.</summary>
    public RolloutState After(FleetEvent happened) =>
        happened.Kind switch
        {
            FleetEventKind.WaveOpened => this with
            {
                Wave = happened.Wave!.Value,
                Steps = Steps.AddRange(
                    happened.Devices!.Value.Select(device =>
                        KeyValuePair.Create(
                            device,
                            new RolloutStep(happened.Wave.Value, RolloutPhase.Unknown, string.Empty, happened.At)
                        )
                    )
                ),
            },
            FleetEventKind.DeviceChanged => this with
            {
                Steps = Steps.SetItem(happened.Who, Steps[happened.Who].After(happened)),
            },
            FleetEventKind.Halted or FleetEventKind.Aborted or FleetEventKind.Finished => this with { End = happened },
            _ => this,
        };

    /// <summary>Whether every device that is offered it has had it live for the soak time, failed, or is away.</summary>
    /// <param name="now">The time.</param>
    /// <param name="isAway">Whether a device has kept quiet for so long that nobody waits for it.</param>
    public bool HasSoaked(DateTimeOffset now, Func<string, bool> isAway) =>
        Steps.Any(step => step.Value.IsLive)
        && Steps.All(step =>
            step.Value.HasFailed || (step.Value.IsLive && now - step.Value.Since >= Plan.Soak) || isAway(step.Key)
        );
}
