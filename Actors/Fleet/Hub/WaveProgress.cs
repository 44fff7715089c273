using System.Collections.Immutable;

namespace Vitrine.Fleet.Hub;

/// <summary>How far one wave of a rollout is.</summary>
/// <param name="Devices">Devices that it adds; while it is not open, those that it would add now.</param>
/// <param name="IsOpen">Whether they are offered the release.</param>
/// <param name="Live">Devices among them that have it live for good.</param>
/// <param name="Failed">Devices among them that refused or reverted it.</param>
public sealed record WaveProgress(int Devices, bool IsOpen, int Live, int Failed)
{
    /// <summary>Wave by wave, the canaries first; empty: there was no rollout. Pure.</summary>
    public static ImmutableArray<WaveProgress> Of(FleetState fleet)
    {
        if (fleet.Rollout is not { } rollout)
        {
            return [];
        }

        var able = fleet.Devices.Where(device => device.Value.Runs(rollout.Task)).Select(device => device.Key);
        var all = able.Union(rollout.Steps.Keys, StringComparer.Ordinal).Count();
        var (waves, chosen) = (ImmutableArray.CreateBuilder<WaveProgress>(), 0);
        for (var wave = 1; wave <= rollout.Plan.Count; wave++)
        {
            var steps = rollout.Steps.Values.Where(step => step.Wave == wave).ToArray();
            var isOpen = wave <= rollout.Wave;
            var devices = isOpen ? steps.Length : Math.Max(0, rollout.Plan.ChosenBy(wave, all) - chosen);
            chosen += devices;
            waves.Add(
                new WaveProgress(devices, isOpen, steps.Count(step => step.IsLive), steps.Count(step => step.HasFailed))
            );
        }

        return waves.ToImmutable();
    }
}
