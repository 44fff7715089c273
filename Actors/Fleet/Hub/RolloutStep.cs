using Vitrine.Wire;

namespace Vitrine.Fleet.Hub;

/// <summary>How far one device is with a release.</summary>
/// <param name="Wave">The wave that it came with, from 1.</param>
/// <param name="Phase">How far; unknown: it has not answered yet.</param>
/// <param name="Why">Why it refused or reverted; empty: it did not.</param>
/// <param name="Since">Since when.</param>
public sealed record RolloutStep(int Wave, RolloutPhase Phase, string Why, DateTimeOffset Since)
{
    /// <summary>What a device may tell of one release, before it is not heard on it any more.</summary>
    public const int MostChanges = 100;

    /// <summary>How often it has reported something new.</summary>
    public int Changes { get; private init; }

    /// <summary>Whether it has the release live for good.</summary>
    public bool IsLive => Phase is RolloutPhase.Live;

    /// <summary>Whether it refused or reverted it.</summary>
    public bool HasFailed => Phase is RolloutPhase.Refused or RolloutPhase.Reverted;

    /// <summary>The step after the device reported something new.</summary>
    public RolloutStep After(FleetEvent told) =>
        this with
        {
            Phase = told.Phase!.Value,
            Why = told.Why ?? string.Empty,
            Since = told.At,
            Changes = Changes + 1,
        };
}
