using System.Collections.Immutable;
using Vitrine.Wire;

namespace Vitrine.Training.Cluster;

/// <summary>The workers that were heard of late. Immutable.</summary>
public sealed record Roster
{
    /// <summary>Workers at the same time, at the most; more are refused.</summary>
    public const int Most = 256;

    /// <summary>A worker that is silent for so long is not here any more.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>No workers.</summary>
    public static Roster Empty { get; } = new();

    private ImmutableSortedDictionary<string, (WorkerResources Has, TimeSpan Heard)> Workers { get; init; } =
        ImmutableSortedDictionary.Create<string, (WorkerResources, TimeSpan)>(StringComparer.Ordinal);

    /// <summary>The workers that are here, by name, and for how long each was silent.</summary>
    public IEnumerable<(string Name, WorkerResources Has, TimeSpan Silent)> Present(TimeSpan now) =>
        Workers
            .Select(worker => (worker.Key, worker.Value.Has, Silent: now - worker.Value.Heard))
            .Where(worker => worker.Silent < Patience);

    /// <summary>Whether there is room for a worker.</summary>
    public bool HasRoom(string worker, TimeSpan now) =>
        Workers.ContainsKey(worker) || Present(now).Take(Most).Count() < Most;

    /// <summary>A worker was heard.</summary>
    public Roster Heard(string worker, WorkerResources has, TimeSpan now)
    {
        var gone = Workers.Where(other => now - other.Value.Heard >= Patience).Select(other => other.Key);
        return this with { Workers = Workers.RemoveRange(gone).SetItem(worker, (has, now)) };
    }
}
