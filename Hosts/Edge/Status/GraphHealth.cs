using System.Collections.Immutable;
using Vitrine.Dataflow;
using Vitrine.Windows.Log;

namespace Vitrine.Hosts.Edge.Status;

/// <summary>
/// What does not work now, and why: nodes that restart, reconnect, or are skipped; windows that cannot be stored.
/// Pure.
/// </summary>
/// <param name="Faults">By node, its last event.</param>
public sealed record GraphHealth(ImmutableSortedDictionary<string, string> Faults)
{
    /// <summary>Everything works.</summary>
    public static GraphHealth Good { get; } =
        new(ImmutableSortedDictionary<string, string>.Empty.WithComparers(StringComparer.Ordinal));

    /// <summary>Whether everything works.</summary>
    public bool IsGood => Faults.IsEmpty;

    /// <summary>All that is not well, in one line; null: nothing.</summary>
    public string? Why => IsGood ? null : string.Join("; ", Faults.Values);

    /// <summary>What is so after an event.</summary>
    public GraphHealth After(NodeEvent happened) =>
        happened switch
        {
            WorkerRestarting or WorkerDegraded or NodeBroke or StorageFailed => new(
                Faults.SetItem(happened.Node, SupervisionLine.Of(happened).Text)
            ),
            WorkerRecovered or StorageRecovered => new(Faults.Remove(happened.Node)),
            _ => this,
        };
}

/// <summary>What a health check is about.</summary>
public static class HealthTags
{
    /// <summary>Whether the process is alive: if not, it is to be restarted.</summary>
    public const string Alive = "alive";

    /// <summary>Whether it does its work.</summary>
    public const string Ready = "ready";
}
