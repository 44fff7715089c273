using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Vitrine.Wire;

namespace Vitrine.Fleet.Hub;

/// <summary>Something that happened in a rollout: what the history keeps, and all that a fleet's state is made of.</summary>
/// <param name="Kind">What.</param>
/// <param name="At">When.</param>
/// <param name="Who">Who did it: an operator, a device, or the hub itself.</param>
/// <param name="Release">The release.</param>
public sealed record FleetEvent(FleetEventKind Kind, DateTimeOffset At, string Who, string Release)
{
    /// <summary>The attribute, for example "age"; where it started.</summary>
    public string? Task { get; init; }

    /// <summary>The release's version; where it started.</summary>
    public int? Version { get; init; }

    /// <summary>The model's SHA-256; where it started.</summary>
    public string? Sha256 { get; init; }

    /// <summary>The key that signed; where it started.</summary>
    public string? Key { get; init; }

    /// <summary>How it goes through the fleet; where it started.</summary>
    public FleetPlan? Plan { get; init; }

    /// <summary>From 1; where a wave was opened.</summary>
    public int? Wave { get; init; }

    /// <summary>The devices that it added; where a wave was opened.</summary>
    public ImmutableArray<string>? Devices { get; init; }

    /// <summary>How far the device is.</summary>
    public RolloutPhase? Phase { get; init; }

    /// <summary>Whether devices where it is live go back; where it was ended.</summary>
    public bool? Revert { get; init; }

    /// <summary>Why, in one line.</summary>
    public string? Why { get; init; }

    /// <summary>Whether it holds all that its kind needs.</summary>
    [JsonIgnore]
    public bool IsWhole =>
        Kind switch
        {
            FleetEventKind.Started => this is { Task: not null, Version: not null, Plan: not null },
            FleetEventKind.WaveOpened => this is { Wave: not null, Devices: not null },
            FleetEventKind.DeviceChanged => Phase is not null,
            _ => true,
        };

    /// <summary>As a person reads it: "shop-1: refused: Worse: after fewer than 100 faces: …".</summary>
    [JsonIgnore]
    public string Text => $"{Who}: {What}{(Why is { Length: > 0 } ? $": {Why}" : string.Empty)}";

    private string What =>
        Kind switch
        {
            FleetEventKind.Started => $"started {Task} version {Version}, model {Sha256?[..12]}",
            FleetEventKind.WaveOpened => $"opened wave {Wave} for {string.Join(", ", Devices ?? [])}",
            FleetEventKind.DeviceChanged => Phase.ToString()!.ToLowerInvariant(),
            var kind => kind.ToString().ToLowerInvariant(),
        };
}
