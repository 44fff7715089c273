using Akka.Cluster;
using Vitrine.Training.Cluster;

namespace Vitrine.Hosts.Trainer.Http;

/// <summary>A node as the others see it.</summary>
/// <param name="Address">HOST:PORT.</param>
/// <param name="Roles">What it is there for.</param>
/// <param name="Status">up, joining, leaving, …; unreachable where it does not answer.</param>
/// <param name="Version">The Vitrine that it runs.</param>
/// <param name="IsThis">Whether it serves this page.</param>
/// <param name="KeepsQueue">Whether it is the one that coordinates now.</param>
internal sealed record Membership(
    string Address,
    IReadOnlyList<string> Roles,
    string Status,
    string Version,
    bool IsThis,
    bool KeepsQueue
)
{
    /// <summary>All nodes, by address.</summary>
    public static IReadOnlyList<Membership> Of(Akka.Cluster.Cluster cluster)
    {
        var state = cluster.State;
        // A singleton runs on the oldest of its role.
        var keeper = state
            .Members.Where(member => member.Status is MemberStatus.Up && member.HasRole(NodeOptions.Coordinator))
            .Aggregate((Member?)null, (oldest, one) => oldest is null || one.IsOlderThan(oldest) ? one : oldest);
        return
        [
            .. state
                .Members.Select(member => new Membership(
                    $"{member.Address.Host}:{member.Address.Port}",
                    [.. member.Roles.Order(StringComparer.Ordinal)],
                    state.Unreachable.Contains(member) ? "unreachable" : member.Status.ToString().ToLowerInvariant(),
                    member.AppVersion.Version,
                    member.UniqueAddress.Equals(cluster.SelfUniqueAddress),
                    member.Equals(keeper)
                ))
                .OrderBy(node => node.Address, StringComparer.Ordinal),
        ];
    }
}
