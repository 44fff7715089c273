using Vitrine.Wire;

namespace Vitrine.Hosts.Trainer.Http;

/// <summary>A node, and the workers on it.</summary>
/// <param name="Node">The node.</param>
/// <param name="Workers">Mostly one; none where it only coordinates, two for a moment after a restart.</param>
internal sealed record NodeView(Membership Node, IReadOnlyList<WorkerView> Workers)
{
    /// <summary>
    /// All nodes with their workers. A worker that the coordinator still hears of, though its node is no member, has a node
    /// of its own that is away.
    /// </summary>
    public static IReadOnlyList<NodeView> All(IReadOnlyList<Membership> members, IEnumerable<WorkerSummary> workers)
    {
        var byNode = workers.ToLookup(worker => AddressOf(worker.Worker), WorkerView.Of, StringComparer.Ordinal);
        var known = members.Select(member => member.Address).ToHashSet(StringComparer.Ordinal);
        var away = byNode.Where(node => !known.Contains(node.Key));
        return
        [
            .. members.Select(member => new NodeView(member, [.. byNode[member.Address]])),
            .. away.Select(node => new NodeView(
                new Membership(node.Key, [], "away", string.Empty, IsThis: false, KeepsQueue: false),
                [.. node]
            )),
        ];
    }

    // "HOST:PORT-RANDOM"; a host may have dashes.
    private static string AddressOf(string worker) =>
        worker.LastIndexOf('-') is > 0 and var dash ? worker[..dash] : worker;
}
