using Vitrine.Wire;

namespace Vitrine.Training.Cluster;

/// <summary>Whether a worker has what a job needs.</summary>
public static class ResourceCheck
{
    /// <summary>What it lacks, in words; null: nothing.</summary>
    public static string? Missing(WorkerResources has, Requirements needs) =>
        !has.Devices.Contains(needs.Device) ? $"device {needs.Device} (it has {string.Join(", ", has.Devices)})"
        : has.Cores < needs.Cores ? $"{needs.Cores} cores (it has {has.Cores})"
        : has.Memory < needs.Memory ? $"{Size(needs.Memory)} of memory (it has {Size(has.Memory)})"
        : has.Disk < needs.Disk ? $"{Size(needs.Disk)} of free disk (it has {Size(has.Disk)})"
        : null;

    private static string Size(long bytes) => FormattableString.Invariant($"{bytes / 1e9:0.0} GB");
}
