using Akka.Actor;
using Akka.Cluster.Tools.Singleton;
using Akka.Configuration;
using Akka.Coordination;
using Vitrine.Jobs;
using Vitrine.Training.Cluster;
using Vitrine.Wire;

namespace Vitrine.Tests.Training.Cluster.NodePort;

/// <summary>A node's actor system with its port open on loopback, a cluster of one, and an actor that answers what is asked.</summary>
internal sealed class NodeSystem : IAsyncDisposable
{
    private readonly TemporaryFolder folder = new();

    public NodeSystem()
    {
        var options = OwnAddress.Of(
            new NodeOptions
            {
                Store = folder["store"],
                Cache = folder["cache"],
                Port = 0,
            }
        );
        Address = new HostPort(options.Host, options.Port);
        var store = new JobStore(options.Store);
        System = ActorSystem.Create(
            NodeAddress.System,
            ConfigurationFactory
                .ParseString("akka { stdout-loglevel = OFF, loglevel = OFF }")
                .WithFallback(ClusterHocon.Of(options, [$"{Address}"], store))
                // As in a node, whose queue is kept in a database.
                .WithFallback(QueueDatabase.Open(store.Database).Hocon)
                .WithFallback(ClusterSingleton.DefaultConfig())
                .WithFallback(LeaseProvider.DefaultConfig())
        );
        System.ActorOf(Props.Create(() => new Answering()), NodeAddress.WayToJobs);
    }

    public ActorSystem System { get; }

    public HostPort Address { get; }

    public bool IsUp =>
        Akka.Cluster.Cluster.Get(System).State.Members is [{ Status: Akka.Cluster.MemberStatus.Up }]
        && !System.WhenTerminated.IsCompleted;

    public async ValueTask DisposeAsync()
    {
        await Soon.Done(System.Terminate());
        folder.Dispose();
    }

    private sealed class Answering : ReceiveActor
    {
        public Answering() => Receive<Greet>(_ => Sender.Tell(new Greeted { Version = NodeAddress.ProtocolVersion }));
    }
}
