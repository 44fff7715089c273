using System.Collections.Concurrent;
using Akka.Actor;
using Akka.Configuration;
using Microsoft.Extensions.Time.Testing;
using Vitrine.Tests.Dataflow.Simulation;
using Vitrine.Windows;
using Vitrine.Windows.Subscriptions;
using Vitrine.Wire;

namespace Vitrine.Tests.Windows.Subscriptions;

/// <summary>Windows, an <see cref="EventsActor"/> that serves them, and time that passes only when the test says so.</summary>
internal sealed class ServedFeed : IAsyncDisposable
{
    private const string Hocon = """
        akka {
          loglevel = OFF
          stdout-loglevel = OFF
          log-dead-letters = off
          scheduler.implementation = "Vitrine.Tests.Dataflow.Simulation.VirtualScheduler, Vitrine.Tests"
        }
        """;

    private readonly ActorSystem system = ActorSystem.Create("served", ConfigurationFactory.ParseString(Hocon));
    private readonly ConcurrentQueue<AggregateWindow> stored = [];
    private readonly VirtualScheduler scheduler;
    private readonly FakeTimeProvider clock = new();
    private TimeSpan now;

    public ServedFeed(int windows, SubscriptionOptions? options = null)
    {
        scheduler = (VirtualScheduler)system.Scheduler;
        Feed = new WindowFeed(Read);
        Append(windows);
        var (feed, how, time) = (Feed, options ?? new SubscriptionOptions(), clock);
        Events = system.ActorOf(Props.Create(() => new EventsActor(feed, how, time)), EventsActor.Name);
    }

    public WindowFeed Feed { get; }

    public IActorRef Events { get; }

    /// <summary>Whether stored windows can be read.</summary>
    public bool IsBroken { get; set; }

    public void Append(int windows)
    {
        for (var i = 0; i < windows; i++)
        {
            var window = new AggregateWindow { Device = "shop", Sequence = Feed.Last + 1 };
            stored.Enqueue(window);
            Feed.Append(window);
        }
    }

    public Subscriber NewSubscriber() => new(system, Events);

    /// <summary>Lets time pass, once every message that is under way has been handled.</summary>
    public async Task Pass(TimeSpan time)
    {
        await Settle();
        now += time;
        while (scheduler.FireNext(now))
        {
            await Settle();
        }

        scheduler.PassTo(now);
        clock.Advance(time);
    }

    /// <summary>Every timer that is to be set is set before an echo through the actors and their children has come back.</summary>
    private async Task Settle()
    {
        for (var i = 0; i < 5; i++)
        {
            await Soon.Done(Events.Ask<ActorIdentity>(new Identify(0)));
            await Soon.Done(
                Task.WhenAll(
                    Children().Select(child => child.Ask<ActorIdentity>(new Identify(0), TimeSpan.FromDays(1)))
                )
            );
        }
    }

    public IReadOnlyList<IActorRef> Children() =>
        [.. ((ActorRefWithCell)Events).Children.Where(child => !child.IsNobody())];

    public async ValueTask DisposeAsync() => await Soon.Done(system.Terminate());

    private Task<IReadOnlyList<AggregateWindow>> Read(long after, int most, CancellationToken stop) =>
        IsBroken
            ? Task.FromException<IReadOnlyList<AggregateWindow>>(new IOException("the disk is away"))
            : Task.FromResult<IReadOnlyList<AggregateWindow>>([.. stored.Where(w => w.Sequence > after).Take(most)]);

    /// <summary>Somebody who subscribes and remembers what comes.</summary>
    internal sealed class Subscriber
    {
        private readonly IActorRef actor;
        private readonly IActorRef events;

        public Subscriber(ActorSystem system, IActorRef events)
        {
            this.events = events;
            actor = system.ActorOf(Props.Create(() => new Mailbox(Received)));
        }

        public ConcurrentQueue<object> Received { get; } = [];

        public IReadOnlyList<long> Sequences =>
            [.. Received.OfType<WindowEvents>().SelectMany(page => page.Windows).Select(w => w.Sequence)];

        public void Say(object message) => events.Tell(message, actor);

        /// <summary>Acknowledges page after page until it has a window.</summary>
        public async Task Take(long upTo)
        {
            var acknowledged = 0L;
            await Soon.True(() =>
            {
                var last = Sequences is [.., var newest] ? newest : 0;
                if (last > acknowledged)
                {
                    Say(new Ack { Sequence = acknowledged = last });
                }

                return last >= upTo;
            });
        }

        private sealed class Mailbox(ConcurrentQueue<object> received) : UntypedActor
        {
            protected override void OnReceive(object message) => received.Enqueue(message);
        }
    }
}
