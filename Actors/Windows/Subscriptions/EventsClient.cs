using System.Threading.Channels;
using Akka.Actor;
using Akka.Configuration;
using Vitrine.Wire;

namespace Vitrine.Windows.Subscriptions;

/// <summary>
/// One subscription to a device over Akka.Remote: a lost or quarantined connection is healed by a new client that begins after
/// the last window read.
/// </summary>
public sealed class EventsClient : IAsyncDisposable
{
    private readonly RemoteClient remote;
    private readonly IActorRef subscriber;

    // The device sends a few pages ahead of the Acks, and the same again while the reader is busy.
    private readonly Channel<WindowEvents> pages = Channel.CreateBounded<WindowEvents>(512);

    /// <summary>Begins to connect.</summary>
    /// <param name="address">The device.</param>
    /// <param name="after">The last sequence number that the reader has; 0: none.</param>
    /// <param name="token">What the device asks for; empty: nothing.</param>
    /// <param name="more">Settings of Akka.NET that go before ours, for example for TLS; null: none.</param>
    public EventsClient(EventsAddress address, long after, string token = "", Config? more = null)
    {
        var config = (more ?? Config.Empty).WithFallback(RemoteClient.Settings("subscriber"));
        remote = new RemoteClient(ActorSystem.Create(EventsAddress.System, config), address, EventsActor.Name);
        var (events, writer, lost) = (remote.Peer, pages.Writer, remote.Lost);
        subscriber = remote.System.ActorOf(Props.Create(() => new SubscriberActor(events, after, token, writer, lost)));
    }

    /// <summary>
    /// What comes, in order; an empty page says that there is nothing newer. Ends with <see cref="EdgeLostException"/> or
    /// <see cref="SubscriptionRefusedException"/>.
    /// </summary>
    public ChannelReader<WindowEvents> Pages => pages.Reader;

    /// <summary>The reader has everything up to this sequence number; more is sent.</summary>
    public void Acknowledge(long sequence) => subscriber.Tell(new Ack { Sequence = sequence });

    /// <inheritdoc />
    public ValueTask DisposeAsync() => remote.DisposeAsync();
}
