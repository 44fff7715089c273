using Akka.Actor;
using Vitrine.Tests.Training.Cluster;
using Vitrine.Wire;

namespace Vitrine.Tests.Hosts.Cli.Jobs;

/// <summary>
/// What makes a small cluster reachable from outside, as a node does: while it is closed, nobody is there. In place of the
/// coordinator it can answer itself.
/// </summary>
internal sealed class Door : IAsyncDisposable
{
    /// <summary>An answer that is none.</summary>
    public static readonly object Silence = new();

    private readonly ActorSystem system;

    public Door(SmallCluster cluster, int port, Func<object, object?>? answer = null)
    {
        system = ActorSystem.Create(
            "vitrine",
            $$"""
            akka { stdout-loglevel = OFF, loglevel = OFF, actor.provider = remote }
            akka.remote.dot-netty.tcp { hostname = "127.0.0.1", port = {{port}} }
            {{RefusingSerializer.Hocon}}
            {{ProtocolSerializer.Hocon}}
            """
        );
        system.ActorOf(Props.Create(() => new Proxy(cluster, answer ?? (_ => null))), "jobs-proxy");
    }

    public async ValueTask DisposeAsync() => await Soon.Done(system.Terminate());

    private sealed class Proxy : ReceiveActor
    {
        public Proxy(SmallCluster cluster, Func<object, object?> answer) =>
            ReceiveAny(message =>
            {
                var own = answer(message);
                if (own is null)
                {
                    cluster.Tell(message, Sender);
                }
                else if (own != Silence)
                {
                    Sender.Tell(own);
                }
            });
    }
}
