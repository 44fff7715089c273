using Vitrine.Wire;

namespace Vitrine.Jobs;

/// <summary>Where a node of the cluster is, or takes clients; its port is from 1. All must write it as the node itself does.</summary>
/// <inheritdoc cref="HostPort"/>
public sealed record NodeAddress(string Host, int Port) : HostPort(Host, Port)
{
    /// <summary>Of what clients, workers and the coordinator say to each other. Raised when an older one cannot follow.</summary>
    public const int ProtocolVersion = 2;

    /// <summary>The actor system's name, the same on all nodes.</summary>
    public const string System = "vitrine";

    /// <summary>The coordinator's actor, on one of the nodes.</summary>
    public const string Jobs = "jobs";

    /// <summary>The actor that is the way to it, on every node and at the port for clients.</summary>
    public const string WayToJobs = "jobs-proxy";

    /// <summary>Where a node is when nobody says otherwise; only its own machine reaches it.</summary>
    public static NodeAddress Default { get; } = new("127.0.0.1", 4053);

    /// <summary>Where such a node takes clients.</summary>
    public static NodeAddress ForClients { get; } = Default with { Port = Default.Port + 1 };

    /// <summary>Reads HOST:PORT.</summary>
    /// <returns>The address; null: the text is none.</returns>
    public static new NodeAddress? Parse(string text) =>
        TryParse(text) is { Port: > 0 } address ? new NodeAddress(address.Host, address.Port) : null;
}
