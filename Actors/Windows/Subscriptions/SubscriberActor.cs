using System.Threading.Channels;
using Akka.Actor;
using Vitrine.Wire;

namespace Vitrine.Windows.Subscriptions;

/// <summary>
/// The subscriber's end of a subscription. In: WindowEvents, SubscriptionRefused from the device; Ack from the reader, to be
/// passed on. Silence is answered by subscribing again, longer silence and a lost connection end the subscription.
/// </summary>
internal sealed class SubscriberActor : ReceiveActor, IWithTimers
{
    /// <summary>Silence after which the device is asked again; after twice as much it is given up.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly ActorSelection events;
    private readonly string token;
    private readonly ChannelWriter<WindowEvents> pages;
    private long has;
    private long got;
    private bool isAsked;

    /// <param name="events">The device's actor that takes subscriptions.</param>
    /// <param name="after">The last sequence number that the reader has; 0: none.</param>
    /// <param name="token">What the device asks for; empty: nothing.</param>
    /// <param name="pages">Takes what comes; where it takes no more, the subscription ends.</param>
    /// <param name="lost">Done when the connection is.</param>
    public SubscriberActor(
        ActorSelection events,
        long after,
        string token,
        ChannelWriter<WindowEvents> pages,
        Task<string> lost
    )
    {
        (this.events, this.token, this.pages, has, got) = (events, token, pages, after, after);
        Receive<WindowEvents>(OnWindows);
        Receive<Ack>(OnAck);
        Receive<SubscriptionRefused>(refused => End(new SubscriptionRefusedException(refused.Reason)));
        Receive<Silence>(_ => OnSilence());
        Receive<string>(reason => End(new EdgeLostException(reason)));
        _ = lost.PipeTo(Self);
    }

    /// <inheritdoc />
    public ITimerScheduler Timers { get; set; } = null!;

    /// <inheritdoc />
    protected override void PreStart()
    {
        Subscribe();
        Listen();
    }

    /// <inheritdoc />
    protected override void PostStop()
    {
        events.Tell(new Unsubscribe(), Self);
        // Without a reason so far it was Akka, which ends the whole system when TLS fails.
        pages.TryComplete(
            new EdgeLostException(
                "cannot be reached: the connection broke down; where it uses TLS, see to the certificates"
            )
        );
    }

    private void OnWindows(WindowEvents page)
    {
        isAsked = false;
        Listen();
        if (!pages.TryWrite(page))
        {
            // It begins again where the reader is.
            End(new EdgeLostException("sent more than can be kept"));
        }
        else if (page.Windows is [.., var last])
        {
            got = Math.Max(got, last.Sequence);
        }
    }

    private void OnAck(Ack ack)
    {
        has = Math.Max(has, ack.Sequence);
        Listen();
        events.Tell(ack, Self);
    }

    private void OnSilence()
    {
        // While the reader is busy it is not the device's turn.
        if (got > has)
        {
            Listen();
        }
        else if (isAsked)
        {
            End(new EdgeLostException($"has not answered for {2 * Patience.TotalSeconds:0} s"));
        }
        else
        {
            isAsked = true;
            Subscribe();
            Listen();
        }
    }

    private void Subscribe() => events.Tell(new Subscribe { After = has, Token = token }, Self);

    private void Listen() => Timers.StartSingleTimer(nameof(Silence), Silence.Instance, Patience);

    private void End(Exception reason)
    {
        pages.TryComplete(reason);
        Context.Stop(Self);
    }

    private sealed class Silence : INoSerializationVerificationNeeded
    {
        public static readonly Silence Instance = new();
    }
}
