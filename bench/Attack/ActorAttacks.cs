using Google.Protobuf;
using Vitrine.Wire;

namespace Vitrine.Bench.Attack;

/// <summary>
/// Akka's own orders, to the actors of each port: end, restart, suspend, tell who you are, take this node for lost; and at the
/// clients' door what only nodes say to each other.
/// </summary>
internal static class ActorAttacks
{
    private const int Cluster = 5;
    private const int Misc = 16;
    private const int Systems = 22;
    private const int Protocol = 7701;

    private static readonly (string Name, int Serializer, string Manifest)[] Orders =
    [
        ("PoisonPill", Misc, "PP"),
        ("Kill", Misc, "K"),
        ("Identify", Misc, "ID"),
        ("Terminate", Systems, "Akka.Dispatch.SysMsg.Terminate, Akka"),
        ("Suspend", Systems, "Akka.Dispatch.SysMsg.Suspend, Akka"),
        ("Recreate", Systems, "Akka.Dispatch.SysMsg.Recreate, Akka"),
        ("remote deployment", 3, string.Empty),
        ("Cluster.Down", Cluster, "Akka.Cluster.ClusterUserAction+Down, Akka.Cluster"),
        ("Cluster.Leave", Cluster, "Akka.Cluster.ClusterUserAction+Leave, Akka.Cluster"),
    ];

    private static readonly string[] Actors =
    [
        "user",
        "user/jobs",
        "user/jobs/jobs",
        "user/worker",
        "user/events",
        "system",
        "system/cluster",
        "system/cluster/core/daemon",
        "remote",
    ];

    private static readonly IMessage[] OfNodes =
    [
        new WorkerOffer
        {
            Worker = "stranger",
            Version = 2,
            Has = new WorkerResources { Devices = { "cpu" } },
        },
        new RenewLease
        {
            Worker = "stranger",
            Id = "1-ab",
            Attempt = 1,
        },
        new JobReports
        {
            Worker = "stranger",
            Id = "1-ab",
            Attempt = 1,
        },
        new LeaseReleased
        {
            Worker = "stranger",
            Id = "1-ab",
            Attempt = 1,
        },
        new AssignJob { Id = "../../victim", Attempt = 1 },
    ];

    public static async IAsyncEnumerable<Attempt> TryAsync(Targets targets)
    {
        foreach (var port in targets.Ports)
        {
            foreach (var (name, serializer, manifest) in Orders)
            {
                using var peer = new RawPeer(port.System, port.Address);
                foreach (var actor in Actors.Append(port.Actor))
                {
                    await peer.SendAsync(actor, serializer, manifest, OwnAddress(port));
                }

                yield return new Attempt($"{name} to {port.Name}", await targets.HarmAsync());
            }
        }

        foreach (var message in OfNodes)
        {
            using var peer = new RawPeer(targets.Clients.System, targets.Clients.Address);
            await peer.SendAsync(targets.Clients.Actor, Protocol, message.Descriptor.FullName, message.ToByteArray());
            yield return new Attempt($"{message.Descriptor.Name} to {targets.Clients.Name}", await targets.HarmAsync());
        }
    }

    /// <summary>The port's own node, as Akka.Cluster's messages name it.</summary>
    private static byte[] OwnAddress(AttackedPort port)
    {
        using var bytes = new MemoryStream();
        using (var output = new CodedOutputStream(bytes, leaveOpen: true))
        {
            output.WriteTag(1, WireFormat.WireType.LengthDelimited);
            output.WriteString(port.System);
            output.WriteTag(2, WireFormat.WireType.LengthDelimited);
            output.WriteString(port.Address.Host);
            output.WriteTag(3, WireFormat.WireType.Varint);
            output.WriteUInt32((uint)port.Address.Port);
            output.WriteTag(4, WireFormat.WireType.LengthDelimited);
            output.WriteString("akka.tcp");
        }

        return bytes.ToArray();
    }
}
