using Akka.Actor;
using Akka.Event;
using Vitrine.Aggregation.Windows;
using Vitrine.Protocol;

namespace Vitrine.Aggregation.Subscriptions;

/// <summary>
/// Serves one subscriber, one page at a time: reads it, sends it, waits for the Ack. Nothing is kept for a slow one but its
/// cursor. In: Ack. Out: WindowEvents; an empty one says that there is nothing newer.
/// </summary>
internal sealed class SubscriptionActor : ReceiveActor, IWithTimers, IDisposable
{
    private readonly IActorRef subscriber;
    private readonly WindowFeed feed;
    private readonly SubscriptionOptions options;
    private readonly CancellationTokenSource stopping = new();
    private readonly ILoggingAdapter log = Context.GetLogger();
    private Cursor cursor;

    /// <param name="subscriber">Gets the windows.</param>
    /// <param name="after">The last sequence number that it has; 0: none.</param>
    /// <param name="feed">Has the windows.</param>
    /// <param name="options">How to serve.</param>
    public SubscriptionActor(IActorRef subscriber, long after, WindowFeed feed, SubscriptionOptions options)
    {
        (this.subscriber, this.feed, this.options) = (subscriber, feed, options);
        cursor = Cursor.After(after);
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
        Receive<Unreadable>(OnUnreadable);
        Receive<ReadDue>(_ => Read());
        Receive<Ack>(_ => Heard());
        Receive<Forgotten>(_ => Context.Stop(Self));
    }

    /// <summary>The subscriber has everything there is.</summary>
    private void Idle()
    {
        Receive<Appended>(_ => BeginReading());
        Receive<Ack>(_ => Heard());
        Receive<Forgotten>(_ => Context.Stop(Self));
    }

    /// <summary>A page is on its way.</summary>
    private void InFlight()
    {
        Receive<Ack>(OnAck);
        Receive<ResendDue>(_ =>
        {
            cursor = cursor.Again();
            BeginReading();
        });
        Receive<Forgotten>(_ => Context.Stop(Self));
    }

    private void OnPage(Page page)
    {
        var message = WindowPage.Of(page.Windows);
        subscriber.Tell(message);
        if (message.Windows is [.., var last])
        {
            cursor = cursor.Send(last.Sequence);
            Timers.StartSingleTimer(nameof(ResendDue), ResendDue.Instance, options.ResendAfter);
            Become(InFlight);
        }
        else
        {
            _ = feed.WaitAsync(cursor.Has, stopping.Token).PipeTo(Self, success: () => Appended.Instance);
            Become(Idle);
        }
    }

    private void OnAck(Ack ack)
    {
        Heard();
        cursor = cursor.Acknowledge(ack.Sequence);
        if (!cursor.IsInFlight)
        {
            Timers.Cancel(nameof(ResendDue));
            BeginReading();
        }
    }

    private void OnUnreadable(Unreadable unreadable)
    {
        log.Warning(
            "stored windows cannot be read: {0}; trying again in {1:0} s",
            unreadable.Cause.GetBaseException().Message,
            options.ReadAgainAfter.TotalSeconds
        );
        Timers.StartSingleTimer(nameof(ReadDue), ReadDue.Instance, options.ReadAgainAfter);
    }

    private void BeginReading()
    {
        Become(Reading);
        Read();
    }

    private void Read() =>
        _ = feed.ReadAsync(cursor.Has, options.MostInFlight, stopping.Token)
            .PipeTo(Self, success: windows => new Page(windows), failure: cause => new Unreadable(cause));

    private void Heard() => Timers.StartSingleTimer(nameof(Forgotten), Forgotten.Instance, options.ForgetAfter);

    private sealed record Page(IReadOnlyList<AggregateWindow> Windows) : INoSerializationVerificationNeeded;

    private sealed record Unreadable(Exception Cause) : INoSerializationVerificationNeeded;

    private sealed class Appended : INoSerializationVerificationNeeded
    {
        public static readonly Appended Instance = new();
    }

    private sealed class ReadDue : INoSerializationVerificationNeeded
    {
        public static readonly ReadDue Instance = new();
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
