using Google.Protobuf;
using Vitrine.Bench.Fuzz;
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

    private static readonly TimeSpan Shortly = TimeSpan.FromSeconds(1);

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Kind> All { get; } =
    [
        Orders("orders that end actors", new(Misc, "PP", []), new(Misc, "K", []), System("Terminate")),
        Orders("orders that hold or restart actors", System("Suspend"), System("Recreate"), System("Resume")),
        Orders("watching actors of others", System("Watch"), System("Supervise"), System("DeathWatchNotification")),
        Orders(
            "an actor deployed from afar",
            new(3, string.Empty, []),
            new(3, "Akka.Remote.DaemonMsgCreate, Akka.Remote", [])
        ),
        new("who is there, by Identify", IdentifyAsync),
        new("orders that take a node out of the cluster", LeavingAsync),
        new("selections inside selections", NestedAsync),
        new("what only nodes say, to the clients' port", OfNodesAsync),
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

    private static Said System(string order) => new(Systems, $"Akka.Dispatch.SysMsg.{order}, Akka", []);

    private static Kind Orders(string name, params Said[] orders)
    {
        return new Kind(name, TryAsync);

        async IAsyncEnumerable<Attempt> TryAsync(Targets targets)
        {
            foreach (var (port, said) in targets.Ports.SelectMany(port => orders.Select(said => (port, said))))
            {
                using var peer = port.Dial();
                foreach (var actor in Actors.Append(port.Actor))
                {
                    await peer.SendAsync(actor, said.Serializer, said.Manifest, said.Content);
                }

                yield return new Attempt($"serializer {said.Serializer}, {said.Manifest.Split(',')[0]}", port.Name);
            }
        }
    }

    private static async IAsyncEnumerable<Attempt> IdentifyAsync(Targets targets)
    {
        // One field: the number of the question, itself a message of its own.
        byte[] content = [10, 7, 10, 3, (byte)'a', (byte)'b', (byte)'c', 16, 2];
        foreach (var port in targets.Ports)
        {
            using var peer = port.Dial();
            var answer = await peer.AskAsync(port.Actor, new Said(Misc, "ID", content), patience: Shortly);
            yield return new Attempt("Identify", port.Name, answer is null ? null : "it tells that the actor is there");
        }
    }

    private static async IAsyncEnumerable<Attempt> LeavingAsync(Targets targets)
    {
        foreach (var order in new[] { "Down", "Leave" })
        {
            foreach (var port in new[] { targets.Node, targets.Clients })
            {
                using var peer = port.Dial();
                var manifest = $"Akka.Cluster.ClusterUserAction+{order}, Akka.Cluster";
                await peer.SendAsync("system/cluster/core/daemon", Cluster, manifest, OwnAddress(targets.Node));
                yield return new Attempt(order, port.Name);
            }
        }
    }

    private static async IAsyncEnumerable<Attempt> NestedAsync(Targets targets)
    {
        foreach (var port in targets.Ports)
        {
            using var peer = port.Dial();
            await peer.TellAsync(port.Actor, new Said(6, string.Empty, AkkaFrames.NestedSelections(3000)));
            yield return new Attempt("3000 levels", port.Name);
        }
    }

    private static async IAsyncEnumerable<Attempt> OfNodesAsync(Targets targets)
    {
        foreach (var message in OfNodes)
        {
            using var peer = targets.Clients.Dial();
            _ = await peer.AskAsync(targets.Clients.Actor, LegalQuestions.Client.Greeting!);
            var answer = await peer.AskAsync(targets.Clients.Actor, Said.Of(message), patience: Shortly);
            yield return new Attempt(
                message.Descriptor.Name,
                targets.Clients.Name,
                answer is { Manifest: var type } && !type.EndsWith("Refused", StringComparison.Ordinal)
                    ? $"it was answered with {type}"
                    : null
            );
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
