using Vitrine.Fleet;
using Vitrine.Jobs;
using Vitrine.Wire;

namespace Vitrine.Training.Cluster;

/// <summary>What a node of the training cluster is, and where.</summary>
public sealed record NodeOptions
{
    /// <summary>The role of nodes that can keep the queue.</summary>
    public const string Coordinator = "coordinator";

    /// <summary>The role of nodes that train.</summary>
    public const string Worker = "worker";

    /// <summary>One or both of the roles.</summary>
    public IReadOnlyList<string> Roles { get; init; } = [Coordinator, Worker];

    /// <summary>The name or address under which the other nodes reach this one.</summary>
    public string Host { get; init; } = NodeAddress.Default.Host;

    /// <summary>The port that it listens at, 0 to 65535; 0: any that is free.</summary>
    public int Port { get; init; } = NodeAddress.Default.Port;

    /// <summary>Nodes to join, as HOST:PORT; none: this one begins a cluster.</summary>
    public IReadOnlyList<string> Seeds { get; init; } = [];

    /// <summary>The folder that all nodes share.</summary>
    public required string Store { get; init; }

    /// <summary>Folder for the activations of frozen trunks, on this machine.</summary>
    public required string Cache { get; init; }

    /// <summary>The queue's database; null: a SQLite file in the store.</summary>
    public string? Database { get; init; }

    /// <summary>Where clients dial, as the command line has it; null: the port after <see cref="Port"/>, on loopback.</summary>
    public string? Clients { get; init; }

    /// <summary>Folder with this node's certificates; null: none, so that only nodes on this machine may join.</summary>
    public string? Certificates { get; init; }

    /// <summary>Where devices dial for models that are rolled out to them; null: nowhere.</summary>
    public HubAddress? Hub { get; init; }

    /// <summary>How long leases last.</summary>
    public LeaseOptions Leases { get; init; } = new();

    /// <summary>Whether the node can keep the queue.</summary>
    public bool Coordinates => Roles.Contains(Coordinator, StringComparer.Ordinal);

    /// <summary>Whether the node trains.</summary>
    public bool Works => Roles.Contains(Worker, StringComparer.Ordinal);

    /// <summary>Checks all that can be checked before anything starts.</summary>
    /// <exception cref="BadInputException">Something cannot be.</exception>
    public NodeOptions Checked()
    {
        if (Port is < 0 or > 65535)
        {
            throw new BadInputException($"--port {Port} is not within 0 to 65535");
        }

        if (Host.Length == 0 || Uri.CheckHostName(Host) is UriHostNameType.Unknown or UriHostNameType.IPv6)
        {
            throw new BadInputException($"--host '{Host}' is neither a host's name nor an IPv4 address");
        }

        if (Certificates is null && !new HostPort(Host is "localhost" ? "127.0.0.1" : Host, Port).IsLoopback)
        {
            throw new BadInputException(
                $"--host {Host} would take nodes in plain text from other machines; give --certificates, as docs/cluster.md tells"
            );
        }

        if (Hub is not null && !Coordinates)
        {
            throw new BadInputException("--hub needs the role coordinator, or both");
        }

        foreach (var seed in Seeds)
        {
            _ =
                NodeAddress.Parse(seed)
                ?? throw new BadInputException($"--seed-node '{seed}' is no HOST:PORT, for example 192.168.1.20:4053");
        }

        if (!Coordinates && Seeds.Count == 0)
        {
            throw new BadInputException("--role worker needs a --seed-node: the HOST:PORT of a coordinator");
        }

        if (Leases.Length < TimeSpan.FromSeconds(2) || Leases.Length > TimeSpan.FromMinutes(10))
        {
            throw new BadInputException($"--lease {Leases.Length.TotalSeconds:0.#} is not within 2 to 600 seconds");
        }

        if (Leases.StallTimeout < Leases.Length || Leases.StallTimeout > TimeSpan.FromDays(1))
        {
            throw new BadInputException(
                $"--still {Leases.StallTimeout.TotalSeconds:0.#} is not within --lease ({Leases.Length.TotalSeconds:0.#}) to 86400 seconds"
            );
        }

        return this;
    }
}
