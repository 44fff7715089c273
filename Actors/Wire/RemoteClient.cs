using Akka.Actor;
using Akka.Configuration;
using Akka.Remote;

namespace Vitrine.Wire;

/// <summary>
/// Akka.Remote for one that only dials out, with an actor system of its own: nobody can reach it but over the connection that
/// it made. A connection that is lost or quarantined is healed by a new client.
/// </summary>
public sealed class RemoteClient : IAsyncDisposable
{
    private readonly TaskCompletionSource linked = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<string> lost = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Is ready to dial; the first message to <see cref="Peer"/> does.</summary>
    /// <param name="system">Made of <see cref="Settings"/>, and named as the peer's; the client's from now on.</param>
    /// <param name="address">The other side.</param>
    /// <param name="actor">Which of its actors.</param>
    public RemoteClient(ActorSystem system, HostPort address, string actor)
    {
        System = system;
        var protocol = ((ExtendedActorSystem)system).Provider.DefaultAddress.Protocol;
        Peer = system.ActorSelection(address.PathOf(system.Name, actor, protocol));
        var (made, broken) = (linked, lost);
        var link = system.ActorOf(Props.Create(() => new LinkActor(made, broken)));
        system.EventStream.Subscribe(link, typeof(RemotingLifecycleEvent));
    }

    /// <summary>Its actor system.</summary>
    public ActorSystem System { get; }

    /// <summary>The actor of the other side.</summary>
    public ActorSelection Peer { get; }

    /// <summary>Whether there was a connection.</summary>
    public bool WasLinked => linked.Task.IsCompleted;

    /// <summary>Done when there is no connection any more, or none can be had, with the reason, to be read after the address.</summary>
    public Task<string> Lost => lost.Task;

    /// <summary>All settings of its actor system.</summary>
    /// <param name="name">What the other side sees of it; what follows in its address is random.</param>
    public static Config Settings(string name) =>
        RemotePort.Under(
            $$"""
            akka {
              loglevel = OFF
              stdout-loglevel = OFF
              remote {
                flush-wait-on-shutdown = 0.2 s
                dot-netty.tcp {
                  hostname = "127.0.0.1"
                  public-hostname = "{{name}}-{{Guid.NewGuid():n}}"
                  port = 0
                  connection-timeout = 5 s
                  # With TLS: what is sent to the other side is sent to nobody else.
                  ssl.validate-certificate-hostname = on
                }
              }
            }
            """
        );

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await System.Terminate();
        System.Dispose();
    }

    /// <summary>Hears of the connection. In: Akka.Remote's events.</summary>
    private sealed class LinkActor : ReceiveActor
    {
        public LinkActor(TaskCompletionSource linked, TaskCompletionSource<string> lost)
        {
            Receive<AssociatedEvent>(_ => linked.TrySetResult());
            Receive<DisassociatedEvent>(_ => lost.TrySetResult("closed the connection"));
            Receive<ThisActorSystemQuarantinedEvent>(_ => lost.TrySetResult("asks for a new connection"));
            // The address that Akka adds is known.
            Receive<AssociationErrorEvent>(error =>
                lost.TrySetResult(
                    $"cannot be reached: {SingleLine.Of(error.Cause.GetBaseException()).Split(" tcp://")[0].TrimEnd(' ', '.')}"
                )
            );
        }
    }
}
