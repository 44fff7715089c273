using System.Collections.Immutable;
using Vitrine.Dataflow;

namespace Vitrine.Hosts.Edge.Status;

/// <summary>How far each node of the graph is. Pure.</summary>
/// <param name="Nodes">By name, in the order of the flow.</param>
public sealed record GraphProgress(ImmutableArray<GraphProgress.Node> Nodes)
{
    /// <summary>How far the graph is now.</summary>
    public static GraphProgress Of(GraphMetrics metrics) =>
        new([
            .. metrics.Nodes.Select(node => new Node(
                node.Name,
                node.Received + node.Sent + node.Empty + node.Failed + node.Restarts,
                node.Held
            )),
        ]);

    /// <summary>Whether a picture has come.</summary>
    public bool HasBegun => Nodes[0].Done > 0;

    /// <summary>The last node in the flow that has work and did none of it since: those before wait for it.</summary>
    /// <param name="before">How far it was.</param>
    /// <param name="health">A node that is known to be restarted or reconnected is not stuck.</param>
    /// <param name="isLive">Whether the source is to give pictures all the time.</param>
    /// <returns>Its name; null: all move.</returns>
    public string? StuckSince(GraphProgress before, GraphHealth health, bool isLive) =>
        Nodes
            .Zip(before.Nodes)
            .Where((pair, place) => pair.First.Held > 0 || (place == 0 && isLive))
            .Where(pair => pair.First.Done == pair.Second.Done && !health.Faults.ContainsKey(pair.First.Name))
            .Select(pair => pair.First.Name)
            .LastOrDefault();

    /// <summary>How far a node is.</summary>
    /// <param name="Name">Its name.</param>
    /// <param name="Done">Grows with all that it does.</param>
    /// <param name="Held">Parcels that it holds.</param>
    public sealed record Node(string Name, long Done, int Held);
}
