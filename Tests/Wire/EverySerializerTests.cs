using Akka.Actor;
using Akka.Configuration;
using Vitrine.Bench.Attack;
using Vitrine.Fleet;
using Vitrine.Fleet.Hub;
using Vitrine.Jobs;
using Vitrine.Tests.Hosts.Edge.Sinks;
using Vitrine.Tests.Training.Cluster;
using Vitrine.Tests.Training.Cluster.NodePort;
using Vitrine.Training.Cluster.Clients;
using Vitrine.Windows.Subscriptions;
using Vitrine.Wire;
using Xunit;

namespace Vitrine.Tests.Wire;

/// <summary>A peer chooses a serializer by its number. Whatever it chooses and sends, on any port, makes no object and no file.</summary>
public sealed class EverySerializerTests : IDisposable
{
    private const string Content = "not to be touched";
    private readonly TemporaryFolder folder = new();
    private readonly string file;

    public EverySerializerTests() => file = folder.Write("file", Content);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_same_bytes_do_their_harm_where_nothing_is_hardened()
    {
        var system = ActorSystem.Create(
            "plain",
            ConfigurationFactory.ParseString(
                """
                akka { stdout-loglevel = OFF, loglevel = OFF, actor.provider = remote }
                akka.remote.dot-netty.tcp { hostname = "127.0.0.1", port = 0 }
                """
            )
        );
        var port = ((ExtendedActorSystem)system).Provider.DefaultAddress.Port!.Value;

        await Attack("plain", new HostPort("127.0.0.1", port), "user/nobody");

        await Soon.True(() => Directory.Exists(folder["made"]));
        await Soon.Done(system.Terminate());
    }

    [Fact]
    public async Task At_the_port_of_windows()
    {
        await using var port = await OpenPort.Open(windows: 3);

        await Attack(EventsAddress.System, port.Address, "user/events");

        await using var client = new EventsClient(port.Address, after: 0);
        Assert.Equal(3, (await Soon.Done(client.Pages.ReadAsync(Stop).AsTask())).Windows.Count);
        NothingHappened();
    }

    [Fact]
    public async Task At_a_hub()
    {
        await using var hub = RolloutHub.Start(
            new HubAddress("127.0.0.1", 0),
            folder["hub"],
            TimeProvider.System,
            _ => { }
        );

        await Attack(HubAddress.System, hub.Address, $"user/{HubAddress.Devices}");
        await Attack(HubAddress.System, hub.Address, $"user/{HubAddress.Operators}");

        await using var client = new OperatorClient(hub.Address, TimeProvider.System);
        var token = await File.ReadAllTextAsync(folder["hub/operator.token"], Stop);
        await client.AskAsync(new ShowRollout { Token = token }, Stop);
        Assert.False(hub.Ended.IsCompleted);
        NothingHappened();
    }

    [Fact]
    public async Task At_a_node_of_the_training_cluster()
    {
        await using var node = new NodeSystem();
        await Soon.True(() => node.IsUp);

        await Attack(NodeAddress.System, node.Address, "user/jobs-proxy");
        await Attack(NodeAddress.System, node.Address, "system/cluster/core/daemon");

        await using var client = new RemoteClient(
            ActorSystem.Create(NodeAddress.System, RemoteClient.Settings("client")),
            node.Address,
            NodeAddress.WayToJobs
        );
        await client.Peer.Ask<Greeted>(new Greet(), Soon.Deadline, Stop);
        Assert.True(node.IsUp);
        NothingHappened();
    }

    [Fact]
    public async Task At_the_port_of_its_clients()
    {
        await using var cluster = new SmallCluster();
        await using var port = ClientPort.Open(
            new HostPort("127.0.0.1", 0),
            new ClientAccess(IsLoopback: true),
            tls: null,
            TimeProvider.System,
            _ => { }
        );
        port.Join(cluster.System, cluster.Jobs);

        await Attack(NodeAddress.System, port.Address, "user/jobs-proxy");

        await using var client = new RemoteClient(
            ActorSystem.Create(NodeAddress.System, RemoteClient.Settings("client")),
            port.Address,
            NodeAddress.WayToJobs
        );
        await client.Peer.Ask<Greeted>(new Greet(), Soon.Deadline, Stop);
        NothingHappened();
    }

    public void Dispose() => folder.Dispose();

    private async Task Attack(string system, HostPort port, string actor)
    {
        using var peer = new RawPeer(system, port);
        for (var serializer = 0; serializer <= HostileMessages.Last; serializer++)
        {
            foreach (var (manifest, content) in HostileMessages.All(folder["made"], file))
            {
                await peer.SendAsync(actor, serializer, manifest, content);
                await peer.SendAsync("user/nobody", serializer, manifest, content);
            }
        }
    }

    private void NothingHappened()
    {
        Assert.False(Directory.Exists(folder["made"]));
        Assert.Equal(Content, File.ReadAllText(file));
    }
}
