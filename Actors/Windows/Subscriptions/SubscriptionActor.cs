using Akka.Actor;
using Akka.Event;
using Vitrine.Wire;

namespace Vitrine.Windows.Subscriptions;

/// <summary>
/// Serves one subscriber page by page, a few ahead of its Acks and then no further. Nothing is kept for a slow one but its
/// cursor: what it did not acknowledge is read again. In: Ack. Out: WindowEvents; an empty one says that there is nothing newer.
/// </summary>
internal sealed class SubscriptionActor : ReceiveActor, IWithTimers, IDisposable
{
    private readonly IActorRef subscriber;
    private readonly WindowReader reader;
    private readonly SubscriptionOptions options;
    private readonly CancellationTokenSource stopping = new();
    private Cursor cursor;

    /// <param name="subscriber">Gets the windows.</param>
    /// <param name="after">The last sequence number that it has; 0: none.</param>
    /// <param name="feed">Has the windows.</param>
    /// <param name="options">How to serve.</param>
    /// <param name="clock">Measures how long to wait for a store that cannot be read.</param>
    public SubscriptionActor(
        IActorRef subscriber,
        long after,
        WindowFeed feed,
        SubscriptionOptions options,
        TimeProvider clock
    )
    {
        var log = Context.GetLogger();
        (this.subscriber, this.options, cursor) = (subscriber, options, Cursor.After(after));
        reader = new WindowReader(
            feed,
            cursor.Sent,
            clock,
            reason => log.Warning("stored windows cannot be read: {0}; trying again until they can", reason)
        );
        Become(Reading);
    }

    /// <inheritdoc />
    public ITimerScheduler Timers { get; set; } = null!;

    /// <inheritdoc />
    protected override void PreStart()
    {
        Heard();
        Read();
    }

    /// <inheritdoc />
    protected override void PostStop() => stopping.Cancel();

    /// <summary>Called by Akka after the actor has stopped.</summary>
    public void Dispose() => stopping.Dispose();

    /// <summary>A page is being read.</summary>
    private void Reading()
    {
        Receive<Page>(OnPage);
        Receive<Ack>(OnAck);
        Receive<ResendDue>(_ => cursor = cursor.Again());
        Receive<Forgotten>(_ => Context.Stop(Self));
    }

    /// <summary>The subscriber has been sent everything there is.</summary>
    private void Idle()
    {
        Receive<Appended>(_ => BeginReading());
        Receive<Ack>(OnAck);
        Receive<ResendDue>(_ => Resend());
        Receive<Forgotten>(_ => Context.Stop(Self));
    }

    /// <summary>As much is on its way as may be.</summary>
    private void Full()
    {
        Receive<Ack>(ack =>
        {
            OnAck(ack);
            if (cursor.Room(options.MostInFlight) > 0)
            {
                BeginReading();
            }
        });
        Receive<ResendDue>(_ => Resend());
        Receive<Forgotten>(_ => Context.Stop(Self));
    }

    private void OnPage(Page page)
    {
        if (page.Sent != cursor.Sent)
        {
            // Read before what is on its way seemed lost.
            ReadAgain();
            return;
        }

        var message = WindowPage.Of(page.Windows);
        subscriber.Tell(message);
        if (message.Windows is not [.., var last])
        {
            _ = reader.WaitAsync(stopping.Token).PipeTo(Self, success: () => Appended.Instance);
            Become(Idle);
            return;
        }

        // The message may have had room for some of them only.
        reader.After = last.Sequence;
        Await(cursor.Send(last.Sequence));
        if (cursor.Room(options.MostInFlight) > 0)
        {
            Read();
        }
        else
        {
            Become(Full);
        }
    }

    private void OnAck(Ack ack)
    {
        Heard();
        Await(cursor.Acknowledge(ack.Sequence));
    }

    private void Resend()
    {
        cursor = cursor.Again();
        ReadAgain();
    }

    private void ReadAgain()
    {
        reader.After = cursor.Sent;
        BeginReading();
    }

    private void BeginReading()
    {
        Become(Reading);
        Read();
    }

    private void Read()
    {
        var sent = cursor.Sent;
        _ = reader
            .ReadAsync(Math.Min(options.Page, cursor.Room(options.MostInFlight)), stopping.Token)
            .PipeTo(Self, success: windows => new Page(sent, windows));
    }

    /// <summary>An Ack is due some time after the last step that the subscriber or its windows made.</summary>
    private void Await(Cursor next)
    {
        if (!next.IsInFlight)
        {
            Timers.Cancel(nameof(ResendDue));
        }
        else if (next.Has > cursor.Has || !cursor.IsInFlight)
        {
            Timers.StartSingleTimer(nameof(ResendDue), ResendDue.Instance, options.ResendAfter);
        }

        cursor = next;
    }

    private void Heard() => Timers.StartSingleTimer(nameof(Forgotten), Forgotten.Instance, options.ForgetAfter);

    private sealed record Page(long Sent, IReadOnlyList<AggregateWindow> Windows) : INoSerializationVerificationNeeded;

    private sealed class Appended : INoSerializationVerificationNeeded
    {
        public static readonly Appended Instance = new();
    }

    private sealed class ResendDue : INoSerializationVerificationNeeded
    {
        public static readonly ResendDue Instance = new();
    }

    private sealed class Forgotten : INoSerializationVerificationNeeded
    {
        public static readonly Forgotten Instance = new();
    }
}
