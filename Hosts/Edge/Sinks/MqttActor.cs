using Akka.Actor;
using Microsoft.Extensions.Logging;
using MQTTnet;
using Vitrine.Windows;
using Vitrine.Wire;

namespace Vitrine.Hosts.Edge.Sinks;

/// <summary>
/// Publishes every window to the broker: the next only after the broker has acknowledged the one before, and that number is
/// kept. So a broker that goes away, or a device that does, loses nothing and repeats at most the one window whose
/// acknowledgement got lost. Connects for ever. In: nothing but its own.
/// </summary>
public sealed class MqttActor : ReceiveActor, IWithTimers, IDisposable
{
    private const int PageSize = 64;
    private static readonly TimeSpan ReadAgainAfter = TimeSpan.FromMinutes(1);
    private readonly MqttPlan plan;
    private readonly WindowFeed feed;
    private readonly ILogger<MqttActor> logger;
    private readonly CancellationTokenSource stopping = new();
    private readonly Queue<Letter> outbox = [];
    private MqttConnection? connection;
    private BackOff backOff;
    private long acknowledged;

    /// <param name="plan">Where to and what.</param>
    /// <param name="feed">Has the windows.</param>
    /// <param name="logger">Takes a line when the broker goes away, and one when it is back.</param>
    public MqttActor(MqttPlan plan, WindowFeed feed, ILogger<MqttActor> logger)
    {
        (this.plan, this.feed, this.logger) = (plan, feed, logger);
        acknowledged = plan.Cursor.Read();
        Become(Connecting);
    }

    /// <inheritdoc />
    public ITimerScheduler Timers { get; set; } = null!;

    /// <inheritdoc />
    protected override void PreStart() => Connect();

    /// <inheritdoc />
    protected override void PostStop() => stopping.Cancel();

    /// <summary>Called by Akka after the actor has stopped.</summary>
    public void Dispose()
    {
        connection?.Dispose();
        stopping.Dispose();
    }

    private void Connecting()
    {
        Receive<MqttConnection.Opened>(_ => OnOpened(), opened => opened.By == connection);
        Receive<MqttConnection.Lost>(OnLost, lost => lost.By == connection);
        Receive<TryAgain>(_ => Connect());
        ReceiveAny(_ => { }); // Of the connection before.
    }

    /// <summary>A message is on its way.</summary>
    private void Sending()
    {
        Receive<MqttConnection.Delivered>(_ => OnDelivered(), delivered => delivered.By == connection);
        Receive<MqttConnection.Lost>(OnLost, lost => lost.By == connection);
        ReceiveAny(_ => { }); // Of the connection before.
    }

    /// <summary>The broker has everything that was read; more is being read, or waited for.</summary>
    private void Reading()
    {
        Receive<Page>(OnPage);
        Receive<Unreadable>(OnUnreadable);
        Receive<ReadDue>(_ => Read());
        Receive<MqttConnection.Lost>(OnLost, lost => lost.By == connection);
        ReceiveAny(_ => { }); // Of the connection before.
    }

    private void Connect()
    {
        connection = new MqttConnection(Self, stopping.Token);
        connection.Open(plan.Connection);
    }

    private void OnOpened()
    {
        if (backOff.Failures > 0)
        {
            logger.LogInformation("mqtt: {Broker} is back; going on after window {Last}", plan.Broker, acknowledged);
        }

        backOff = default;
        outbox.Clear();
        foreach (var message in plan.Announcement())
        {
            outbox.Enqueue(new Letter(message, 0));
        }

        SendNext();
    }

    private void OnLost(MqttConnection.Lost lost)
    {
        if (backOff.Failures == 0)
        {
            logger.LogWarning(
                "mqtt: {Broker} cannot be reached ({Reason}); windows wait on the disk until it is back",
                plan.Broker,
                lost.Reason
            );
        }

        connection!.Dispose();
        connection = null;
        backOff = backOff.Next;
        Timers.StartSingleTimer(nameof(TryAgain), TryAgain.Instance, backOff.Pause);
        Become(Connecting);
    }

    private void OnPage(Page page)
    {
        foreach (var window in page.Windows.Where(window => window.Sequence > acknowledged))
        {
            outbox.Enqueue(new Letter(plan.Message(window), window.Sequence));
        }

        if (outbox.Count > 0)
        {
            SendNext();
        }
        else
        {
            _ = feed.WaitAsync(acknowledged, stopping.Token).PipeTo(Self, success: () => ReadDue.Instance);
        }
    }

    private void OnUnreadable(Unreadable unreadable)
    {
        logger.LogWarning(
            "mqtt: stored windows cannot be read ({Reason}); trying again in {Seconds} s",
            unreadable.Cause.GetBaseException().Message,
            ReadAgainAfter.TotalSeconds
        );
        Timers.StartSingleTimer(nameof(ReadDue), ReadDue.Instance, ReadAgainAfter);
    }

    private void OnDelivered()
    {
        if (outbox.Dequeue() is { Sequence: > 0 and var sequence })
        {
            acknowledged = sequence;
            plan.Cursor.Keep(acknowledged, logger);
        }

        SendNext();
    }

    private void SendNext()
    {
        if (outbox.TryPeek(out var letter))
        {
            connection!.Send(letter.Message);
            Become(Sending);
        }
        else
        {
            Become(Reading);
            Read();
        }
    }

    private void Read() =>
        _ = feed.ReadAsync(acknowledged, PageSize, stopping.Token)
            .PipeTo(Self, success: windows => new Page(windows), failure: cause => new Unreadable(cause));

    private sealed record Letter(MqttApplicationMessage Message, long Sequence);

    private sealed record Page(IReadOnlyList<AggregateWindow> Windows) : INoSerializationVerificationNeeded;

    private sealed record Unreadable(Exception Cause) : INoSerializationVerificationNeeded;

    private sealed class ReadDue : INoSerializationVerificationNeeded
    {
        public static readonly ReadDue Instance = new();
    }

    private sealed class TryAgain : INoSerializationVerificationNeeded
    {
        public static readonly TryAgain Instance = new();
    }
}
