using Vitrine.Wire;

namespace Vitrine.Training.Cluster;

/// <summary>Where a node of the cluster is; its port is from 1. All must write it as the node itself does.</summary>
/// <inheritdoc cref="HostPort"/>
public sealed record NodeAddress(string Host, int Port) : HostPort(Host, Port)
{
    /// <summary>Where a node is when nobody says otherwise; only its own machine reaches it.</summary>
    public static NodeAddress Default { get; } = new("127.0.0.1", 4053);

    /// <summary>Reads HOST:PORT.</summary>
    /// <returns>The address; null: the text is none.</returns>
    public static new NodeAddress? Parse(string text) =>
        TryParse(text) is { Port: > 0 } address ? new NodeAddress(address.Host, address.Port) : null;
}
