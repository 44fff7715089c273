using Akka.Actor;
using Akka.Remote;
using Google.Protobuf;
using Vitrine.Wire;

namespace Vitrine.Fleet;

/// <summary>
/// Dials a hub over Akka.Remote, with an actor system of its own. When the connection is lost, or Akka ends the whole system
/// because TLS failed, a new one takes its place: to the hub it is somebody it has never heard of, so that nothing that it
/// holds against the old one (a closed gate, a quarantine) matters.
/// </summary>
public sealed class HubLink : IHubLink, IAsyncDisposable
{
    private static readonly TimeSpan RenewAfter = TimeSpan.FromSeconds(5);

    private readonly HubAddress hub;
    private readonly string actor;
    private readonly Func<Action<string>, ActorSystem> make;
    private readonly TimeProvider clock;
    private readonly CancellationTokenSource stopping = new();
    private readonly Task running;
    private volatile IActorRef receiver = ActorRefs.Nobody;
    private volatile IActorRef relay = ActorRefs.Nobody;
    private volatile RemoteClient? held;
    private volatile string? failure;

    /// <summary>Begins to dial.</summary>
    /// <param name="hub">The hub.</param>
    /// <param name="actor">Which of its actors.</param>
    /// <param name="clock">Measures pauses.</param>
    /// <param name="tls">The certificates; null: in plain text, within one machine.</param>
    public HubLink(HubAddress hub, string actor, TimeProvider clock, LinkTls? tls = null)
        : this(
            hub,
            actor,
            clock,
            failed => LinkTls.Create(tls, RemoteClient.Settings("device"), hub.Host, (_, fault) => failed(fault))
        ) { }

    internal HubLink(HubAddress hub, string actor, TimeProvider clock, Func<Action<string>, ActorSystem> make)
    {
        (this.hub, this.actor, this.clock, this.make) = (hub, actor, clock, make);
        running = RunAsync();
    }

    /// <summary>Holds the connection now.</summary>
    internal ActorSystem? System => held?.System;

    /// <summary>Why it could not dial, or did not take the hub's certificate; null: it was not so since the hub last spoke.</summary>
    public string? Failure => failure;

    /// <inheritdoc />
    public void Attach(IActorRef receiver) => this.receiver = receiver;

    /// <inheritdoc />
    public void Send(IMessage message) => relay.Tell(message, ActorRefs.NoSender);

    /// <inheritdoc />
    public void Renew() => _ = held?.System.Terminate();

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        await running;
        stopping.Dispose();
    }

    private async Task RunAsync()
    {
        try
        {
            await HoldAsync(isAgain: false);
            while (true)
            {
                await Task.Delay(RenewAfter, clock, stopping.Token);
                await HoldAsync(isAgain: true);
            }
        }
        catch (OperationCanceledException)
        {
            // It was disposed of.
        }
    }

    /// <summary>One link, until it breaks.</summary>
    private async Task HoldAsync(bool isAgain)
    {
        await using var made = Make();
        if (made is null)
        {
            return;
        }

        held = made;
        var (peer, spoken) = (made.Peer, (Action<object>)Spoken);
        relay = made.System.ActorOf(Props.Create(() => new RelayActor(peer, spoken)));
        if (isAgain)
        {
            Say(LinkRenewed.Instance);
        }

        await made.System.WhenTerminated.WaitAsync(stopping.Token);
    }

    /// <summary>What to dial with; null: this machine gives nothing now, for example because it is too busy.</summary>
    private RemoteClient? Make()
    {
        try
        {
            return new RemoteClient(make(Failed), hub, actor);
        }
        catch (Exception failed)
        {
            Failed(SingleLine.Of(failed.GetBaseException().Message));
            return null;
        }
    }

    private void Failed(string why)
    {
        failure = why;
        Say(new LinkFailed(why));
    }

    private void Spoken(object message)
    {
        failure = null;
        Say(message);
    }

    private void Say(object what) => receiver.Tell(what, ActorRefs.NoSender);

    /// <summary>Both ways: what comes from this process goes to the hub, what comes from the hub goes to the receiver.</summary>
    private sealed class RelayActor : ReceiveActor
    {
        public RelayActor(ActorSelection hub, Action<object> receive)
        {
            Receive<IMessage>(
                message => receive(message),
                _ => !Sender.IsNobody() && !Sender.Path.Address.HasLocalScope
            );
            Receive<IMessage>(message => hub.Tell(message, Self));
            Receive<DisassociatedEvent>(_ => End());
            Receive<ThisActorSystemQuarantinedEvent>(_ => End());
        }

        protected override void PreStart() =>
            Context.System.EventStream.Subscribe(Self, typeof(RemotingLifecycleEvent));

        private static void End() => _ = Context.System.Terminate();
    }
}
