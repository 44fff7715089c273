using Vitrine.Training.Cluster;
using Vitrine.Wire;

namespace Vitrine.Hosts.Trainer.Http;

/// <summary>The nodes of the cluster, and the workers on them. Pure.</summary>
internal static class Membership
{
    /// <summary>All nodes, by address, without their workers.</summary>
    public static IReadOnlyList<ClusterNode> Of(Akka.Cluster.Cluster cluster)
    {
        var state = cluster.State;
        var keeper = Keeper.Among(state.Members);
        return
        [
            .. state
                .Members.Select(member => new ClusterNode
                {
                    Address = $"{member.Address.Host}:{member.Address.Port}",
                    Roles = { member.Roles.Order(StringComparer.Ordinal) },
                    Status = state.Unreachable.Contains(member)
                        ? "unreachable"
                        : member.Status.ToString().ToLowerInvariant(),
                    Version = member.AppVersion.Version,
                    IsThis = member.UniqueAddress.Equals(cluster.SelfUniqueAddress),
                    KeepsQueue = member.Equals(keeper),
                })
                .OrderBy(node => node.Address, StringComparer.Ordinal),
        ];
    }

    /// <summary>
    /// All nodes with their workers. A worker that the coordinator still hears of, though its node is no member, has a node
    /// of its own that is away.
    /// </summary>
    public static IReadOnlyList<ClusterNode> WithWorkers(
        IReadOnlyList<ClusterNode> nodes,
        IEnumerable<WorkerSummary> workers
    )
    {
        var byNode = workers.Select(Steady).ToLookup(worker => AddressOf(worker.Worker), StringComparer.Ordinal);
        var known = nodes.Select(node => node.Address).ToHashSet(StringComparer.Ordinal);
        var away = byNode.Where(workers => !known.Contains(workers.Key));
        return
        [
            .. nodes.Select(node => new ClusterNode(node) { Workers = { byNode[node.Address] } }),
            .. away.Select(workers => new ClusterNode
            {
                Address = workers.Key,
                Status = "away",
                Workers = { workers },
            }),
        ];
    }

    /// <summary>Without what changes each second: the board is sent when it changes, and other programs write, too.</summary>
    private static WorkerSummary Steady(WorkerSummary worker)
    {
        const long Gigabyte = 1_000_000_000;
        var steady = new WorkerSummary(worker) { Silent = 0, Has = worker.Has?.Clone() ?? new WorkerResources() };
        steady.Has.Disk = (steady.Has.Disk + Gigabyte / 2) / Gigabyte * Gigabyte;
        return steady;
    }

    // "HOST:PORT-RANDOM"; a host may have dashes.
    private static string AddressOf(string worker) =>
        worker.LastIndexOf('-') is > 0 and var dash ? worker[..dash] : worker;
}
