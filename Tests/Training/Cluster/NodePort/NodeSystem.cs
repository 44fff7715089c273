using System.Security.Cryptography.X509Certificates;
using Akka.Actor;
using Akka.Actor.Setup;
using Akka.Cluster.Tools.Singleton;
using Akka.Configuration;
using Akka.Coordination;
using Akka.Remote.Transport.DotNetty;
using Vitrine.Jobs;
using Vitrine.Tests.Fleet.Hub;
using Vitrine.Training.Cluster;
using Vitrine.Wire;

namespace Vitrine.Tests.Training.Cluster.NodePort;

/// <summary>A node's actor system with its port open on loopback, a cluster of one, and an actor that answers what is asked.</summary>
internal sealed class NodeSystem : IAsyncDisposable
{
    private readonly TemporaryFolder folder = new();

    /// <param name="authority">Signs the node's certificate; null: it is without TLS.</param>
    public NodeSystem(X509Certificate2? authority = null)
    {
        var options = OwnAddress.Of(
            new NodeOptions
            {
                Store = folder["store"],
                Cache = folder["cache"],
                Port = 0,
                Certificates = authority is null ? null : folder["tls"],
            }
        );
        Address = new HostPort(options.Host, options.Port);
        var store = new JobStore(options.Store);
        var setup = BootstrapSetup
            .Create()
            .WithConfig(
                ConfigurationFactory
                    .ParseString("akka { stdout-loglevel = OFF, loglevel = OFF }")
                    .WithFallback(ClusterHocon.Of(options, [$"{Address}"], store))
                    // As in a node, whose queue is kept in a database.
                    .WithFallback(QueueDatabase.Open(store.Database).Hocon)
                    .WithFallback(ClusterSingleton.DefaultConfig())
                    .WithFallback(LeaseProvider.DefaultConfig())
            );
        System = ActorSystem.Create(
            NodeAddress.System,
            authority is null ? ActorSystemSetup.Create(setup) : setup.And(Tls(folder["tls"], authority))
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

    private static DotNettySslSetup Tls(string folder, X509Certificate2 authority)
    {
        TestCertificates.Issue(folder, authority);
        return PrivateTls.Read(folder).AmongNodes((_, _) => { });
    }

    private sealed class Answering : ReceiveActor
    {
        public Answering() => Receive<Greet>(_ => Sender.Tell(new Greeted { Version = NodeAddress.ProtocolVersion }));
    }
}
