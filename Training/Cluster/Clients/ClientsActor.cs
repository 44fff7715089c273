using Akka.Actor;
using Akka.Event;
using Akka.Remote;
using Google.Protobuf;
using Vitrine.Wire;

namespace Vitrine.Training.Cluster.Clients;

/// <summary>
/// Where clients' questions come in, over connections that they made. In: the requests of clients in jobs.proto from anybody,
/// of which those that the sender has the right to are handed on to the coordinator. Out: its answers, and
/// <see cref="RequestRefused"/>.
/// </summary>
internal sealed class ClientsActor : ReceiveActor
{
    private const int MostQuestions = 256;
    private const int MostRelays = 256;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly ClientAccess access;
    private readonly Func<WayIn?> way;
    private readonly TimeProvider time;
    private readonly DroppedLog dropped;
    private readonly Peers peers = Peers.Of(Context.System);
    private readonly Dictionary<Address, ClientRights> rights = [];
    private readonly Dictionary<IActorRef, (IActorRef Relay, long Heard)> relays = [];
    private WayIn? relaysAt;
    private int underWay;

    /// <param name="access">Who may what.</param>
    /// <param name="way">The way to the coordinator; null: there is none now.</param>
    /// <param name="time">The clock.</param>
    public ClientsActor(ClientAccess access, Func<WayIn?> way, TimeProvider time)
    {
        (this.access, this.way, this.time) = (access, way, time);
        dropped = new DroppedLog(Context.GetLogger(), time);
        Receive<IMessage>(Take, _ => peers.Has(Sender));
        Receive<Answered>(End);
        Receive<DisassociatedEvent>(gone => Forget(gone.RemoteAddress), gone => gone.IsInbound);
    }

    /// <inheritdoc />
    protected override void PreStart() => Context.System.EventStream.Subscribe(Self, typeof(DisassociatedEvent));

    /// <inheritdoc />
    protected override void PostStop() => Context.System.EventStream.Unsubscribe(Self);

    private void Take(IMessage said)
    {
        if (said is Greet greeted)
        {
            rights[Sender.Path.Address] = access.RightsOf(greeted.Token);
            said = new Greet();
        }

        var has = rights.GetValueOrDefault(Sender.Path.Address, access.RightsOf(string.Empty));
        switch (ClientAccess.NeedOf(said))
        {
            case null:
                dropped.Note($"{said.Descriptor.Name} is no client's");
                break;
            case { } need when need > has:
                Sender.Tell(ClientAccess.Refused(has));
                break;
            default:
                Pass(said);
                break;
        }
    }

    private void Pass(IMessage said)
    {
        switch (way())
        {
            case null:
                // It asks again.
                break;
            case { } open when said is WatchJob or WatchAck or UnwatchJob:
                Relay(open, said);
                break;
            case { } open:
                Ask(open, said);
                break;
        }
    }

    private void Ask(WayIn open, IMessage said)
    {
        if (underWay >= MostQuestions)
        {
            Sender.Tell(new RequestRefused { Reason = "too many ask at once; ask again in a moment" });
            return;
        }

        underWay++;
        // On a thread of no actor's: else the coordinator would be asked in the name of this actor system, and its answer get lost.
        _ = Task.Run(() => open.Jobs.Ask<IMessage>(said, Patience))
            .PipeTo(Self, Sender, answer => new Answered(answer), _ => new Answered(Said: null));
    }

    private void End(Answered answered)
    {
        underWay--;
        if (answered.Said is { } said && peers.Has(Sender))
        {
            Sender.Tell(said);
        }
    }

    private void Relay(WayIn open, IMessage said)
    {
        if (open != relaysAt)
        {
            // They ended with the actor system that they were in.
            relays.Clear();
            relaysAt = open;
        }

        foreach (var (peer, relay) in relays.Where(one => IsOver(one.Value.Heard)).ToArray())
        {
            relays.Remove(peer);
        }

        if (!relays.ContainsKey(Sender) && relays.Count >= MostRelays)
        {
            Sender.Tell(new RequestRefused { Reason = $"{MostRelays} watch already; try again later" });
            return;
        }

        var through = relays.TryGetValue(Sender, out var its) ? its.Relay : open.RelayOf(Sender, peers);
        relays[Sender] = (through, time.GetTimestamp());
        through.Tell(new WatchRelay.FromClient(said), ActorRefs.NoSender);
    }

    // Before the relay itself ends.
    private bool IsOver(long heard) => time.GetElapsedTime(heard) > WatchRelay.Patience / 2;

    private void Forget(Address gone)
    {
        rights.Remove(gone);
        foreach (var (peer, (relay, _)) in relays.Where(one => one.Key.Path.Address.Equals(gone)).ToArray())
        {
            relays.Remove(peer);
            relay.Tell(PoisonPill.Instance, ActorRefs.NoSender);
        }
    }

    private sealed record Answered(IMessage? Said) : INoSerializationVerificationNeeded;
}
