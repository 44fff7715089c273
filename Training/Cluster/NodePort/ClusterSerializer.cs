using Akka.Actor;
using Akka.Cluster.Serialization;
using Vitrine.Wire;

namespace Vitrine.Training.Cluster.NodePort;

/// <summary>
/// What nodes say of who is in the cluster. Left out are the orders to leave or to be taken for lost, which a node only gives
/// itself, and the pools of routers, which would hold messages of any kind.
/// </summary>
/// <param name="system">The actor system.</param>
public sealed class ClusterSerializer(ExtendedActorSystem system)
    : NarrowedSerializer(system, new ClusterMessageSerializer(system), Manifests)
{
    private static readonly string[] Manifests =
    [
        "HB",
        "HBR",
        .. new[]
        {
            "ClusterHeartbeatSender+Heartbeat",
            "ClusterHeartbeatSender+HeartbeatRsp",
            "GossipEnvelope",
            "GossipStatus",
            "InternalClusterAction+ExitingConfirmed",
            "InternalClusterAction+InitJoin",
            "InternalClusterAction+InitJoinAck",
            "InternalClusterAction+InitJoinNack",
            "InternalClusterAction+Join",
            "InternalClusterAction+Welcome",
        }.Select(name => $"Akka.Cluster.{name}, Akka.Cluster"),
    ];
}
