using Akka.Actor;
using Akka.Cluster;
using Vitrine.Jobs;

namespace Vitrine.Training.Cluster;

/// <summary>
/// Which nodes may have the coordinator's actor, as the cluster's membership has it: the oldest that can keep the queue, and
/// those that hand it over. Whoever else says that it is the coordinator is not.
/// </summary>
/// <param name="cluster">The cluster, as this node sees it.</param>
public sealed class Keeper(Akka.Cluster.Cluster cluster)
{
    /// <summary>Of an actor system that is a node.</summary>
    public static Keeper Of(ActorSystem system) => new(Akka.Cluster.Cluster.Get(system));

    /// <summary>The node that keeps the queue; null: none is up.</summary>
    /// <param name="members">All nodes.</param>
    public static Member? Among(IEnumerable<Member> members) =>
        members
            .Where(member => member.Status is MemberStatus.Up && member.HasRole(NodeOptions.Coordinator))
            .Aggregate((Member?)null, (oldest, one) => oldest is null || one.IsOlderThan(oldest) ? one : oldest);

    /// <summary>Whether an actor can be the coordinator, or a part of it.</summary>
    public bool IsAt(IActorRef actor)
    {
        var address = actor.Path.Address.HasLocalScope ? cluster.SelfAddress : actor.Path.Address;
        var members = cluster.State.Members;
        return actor.Path.Elements is ["user", NodeAddress.Jobs, ..]
            && (
                Among(members)?.Address.Equals(address) is true
                || members.Any(member =>
                    member.Status is MemberStatus.Leaving or MemberStatus.Exiting
                    && member.HasRole(NodeOptions.Coordinator)
                    && member.Address.Equals(address)
                )
            );
    }
}
