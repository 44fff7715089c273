using Vitrine.Dataflow;
using Vitrine.Hosts.Edge.Status;

namespace Vitrine.Hosts.Edge.Http;

/// <summary>A node of the graph at one moment.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Received">Elements that came in.</param>
/// <param name="Sent">Elements that went out.</param>
/// <param name="Dropped">Elements replaced by newer ones.</param>
/// <param name="Failed">Elements that failed.</param>
/// <param name="Restarts">Times a worker was made anew.</param>
/// <param name="Queue">Elements held now, waiting or in work.</param>
/// <param name="Degraded">Workers done without now.</param>
/// <param name="LatencyMs">Time that one element took, over the last five minutes.</param>
public sealed record LiveNode(
    string Name,
    long Received,
    long Sent,
    long Dropped,
    long Failed,
    long Restarts,
    int Queue,
    int Degraded,
    Latency LatencyMs
)
{
    /// <summary>What a node measures.</summary>
    public static LiveNode Of(NodeMetrics node) =>
        new(
            node.Name,
            node.Received,
            node.Sent,
            node.Dropped,
            node.Failed,
            node.Restarts,
            node.Held,
            node.Degraded,
            Latency.Of(node.ServiceTime.Recent())
        );
}
