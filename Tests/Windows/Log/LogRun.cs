using System.Collections.Concurrent;
using Akka.Actor;
using Akka.Actor.Dsl;
using Akka.Configuration;
using Vitrine.Dataflow;
using Vitrine.Models;
using Vitrine.Windows;
using Vitrine.Windows.Held;
using Vitrine.Windows.Log;
using Vitrine.Wire;
using Xunit;

namespace Vitrine.Tests.Windows.Log;

/// <summary>One life of a log of windows over a real SQLite file. To dispose of it is to kill it: nothing is closed.</summary>
internal sealed class LogRun : IAsyncDisposable
{
    public static readonly WindowLogOptions Minutes = new(TimeSpan.FromMinutes(1), Keep: TimeSpan.FromDays(31));

    private readonly ConcurrentQueue<NodeEvent> events = new();
    private readonly ActorSystem system;
    private readonly DataFolder folder;
    private readonly SettableClock clock;
    private readonly IActorRef log;
    private readonly IActorRef counting;
    private int visitors;

    private LogRun(string path, SettableClock clock, WindowLogOptions options)
    {
        this.clock = clock;
        folder = new DataFolder(path);
        Store = new WindowStore(folder, clock);
        Feed = new WindowFeed(Store.ReadAsync);
        system = ActorSystem.Create(
            "aggregator-test",
            ConfigurationFactory
                .ParseString("akka { loglevel = OFF, stdout-loglevel = OFF }")
                .WithFallback(JournalPlugin.Hocon(Store.Database))
                .WithFallback(ProtocolSerializer.Hocon)
                .WithFallback(RefusingSerializer.Hocon)
        );
        system.EventStream.Subscribe(
            system.ActorOf(act => act.Receive<NodeEvent>((happened, _) => events.Enqueue(happened))),
            typeof(NodeEvent)
        );
        log = system.ActorOf(Props.Create(() => new WindowLogActor(options, Store, Feed, clock)));
        counting = system.ActorOf(act => act.Receive<Tick>((_, context) => context.Sender.Tell(Close())));
        log.Tell(ReadyForTicks.Instance, counting);
    }

    /// <summary>Starts one; time may pass as soon as this is done.</summary>
    public static async Task<LogRun> Start(string path, SettableClock clock, WindowLogOptions? options = null)
    {
        var run = new LogRun(path, clock, options ?? Minutes);
        await Soon.Done(run.log.Ask<ActorIdentity>(new Identify(messageId: null)));
        return run;
    }

    public WindowStore Store { get; }

    public WindowFeed Feed { get; }

    public IReadOnlyList<NodeEvent> Events => [.. events];

    /// <summary>Somebody is counted.</summary>
    public void Count(int people) => Interlocked.Add(ref visitors, people);

    /// <summary>Lets time pass until a window of that number is stored.</summary>
    public Task Reach(long sequence, TimeSpan? step = null) =>
        Soon.Answered(async () =>
        {
            if (Feed.Last < sequence)
            {
                clock.Pass(step ?? TimeSpan.FromSeconds(30));
                await Settle();
            }

            return Feed.Last >= sequence;
        });

    /// <summary>Lets time pass until something is told to the operator.</summary>
    public async Task<T> Hear<T>()
        where T : NodeEvent
    {
        await Soon.True(() =>
        {
            clock.Pass(TimeSpan.FromSeconds(1));
            return events.OfType<T>().Any();
        });
        return events.OfType<T>().First();
    }

    /// <summary>The orderly end.</summary>
    public Task<LastStored> End()
    {
        log.Tell(new LastResult<CountedWindow>(Close()), counting);
        return Soon.Done(log.Ask<LastStored>(AwaitLast.Instance));
    }

    /// <summary>The storage breaks as only a defect would break it.</summary>
    public void BreakStorage() => system.ActorSelection(log.Path / "storage").Tell(Kill.Instance);

    /// <summary>What a subscriber that never read anything reads.</summary>
    public async Task<IReadOnlyList<AggregateWindow>> ReadAll(long after = 0)
    {
        List<AggregateWindow> all = [];
        while (await Feed.ReadAsync(after, 100, CancellationToken.None) is { Count: > 0 } page)
        {
            all.AddRange(page);
            after = page[^1].Sequence;
        }

        return all;
    }

    public async ValueTask DisposeAsync()
    {
        TestContext.Current.TestOutputHelper?.WriteLine(string.Join(Environment.NewLine, events));
        await Soon.Done(system.Terminate());
        folder.Dispose();
    }

    /// <summary>Waits until a window that is due has been counted and handed over, so that no time passes meanwhile.</summary>
    private async Task Settle()
    {
        foreach (var actor in new[] { log, counting, log })
        {
            await Soon.Done(actor.Ask<ActorIdentity>(new Identify(messageId: null)));
        }
    }

    /// <summary>Every other visitor is of one description, the rest of another.</summary>
    private CountedWindow Close()
    {
        var people = Interlocked.Exchange(ref visitors, 0);
        return CountedWindow.Of(
            new AggregateWindow
            {
                Device = "test",
                Visitors = people,
                K = 3,
            },
            FaceAttribute.Known,
            [people / 2, people - (people / 2), .. new int[23]],
            _ => []
        );
    }
}
