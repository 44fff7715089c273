using System.Collections.Concurrent;
using Akka.Actor;
using Akka.Actor.Dsl;
using Akka.Configuration;
using Google.Protobuf.WellKnownTypes;
using Vitrine.Dataflow;
using Vitrine.Windows;
using Vitrine.Windows.Log;
using Vitrine.Wire;
using Xunit;

namespace Vitrine.Tests.Windows.Log;

/// <summary>One life of an aggregator over a real SQLite file. To dispose of it is to kill it: nothing is closed.</summary>
internal sealed class AggregatorRun : IAsyncDisposable
{
    public static readonly WindowLogOptions Minutes = new(TimeSpan.FromMinutes(1), Keep: TimeSpan.FromDays(31));

    private readonly ConcurrentQueue<NodeEvent> events = new();
    private readonly ActorSystem system;
    private readonly DataFolder folder;
    private readonly SettableClock clock;
    private readonly IActorRef aggregator;
    private int visitors;

    private AggregatorRun(string path, SettableClock clock, WindowLogOptions options)
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
        CloseWindow close = Close;
        aggregator = system.ActorOf(Props.Create(() => new AggregatorActor(options, Store, close, Feed, clock)));
    }

    /// <summary>Starts one; time may pass as soon as this is done.</summary>
    public static async Task<AggregatorRun> Start(string path, SettableClock clock, WindowLogOptions? options = null)
    {
        var run = new AggregatorRun(path, clock, options ?? Minutes);
        await Soon.Done(run.aggregator.Ask<ActorIdentity>(new Identify(messageId: null)));
        return run;
    }

    public WindowStore Store { get; }

    public WindowFeed Feed { get; }

    public IReadOnlyList<NodeEvent> Events => [.. events];

    /// <summary>Somebody is counted.</summary>
    public void Count(int people) => Interlocked.Add(ref visitors, people);

    /// <summary>Lets time pass until a window of that number is stored.</summary>
    public Task Reach(long sequence, TimeSpan? step = null) =>
        Soon.True(() =>
        {
            if (Feed.Last < sequence)
            {
                clock.Pass(step ?? TimeSpan.FromSeconds(30));
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
    public Task<LastClosed> End() => Soon.Done(aggregator.Ask<LastClosed>(CloseLast.Instance));

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

    private AggregateWindow Close(long sequence, DateTimeOffset start, DateTimeOffset end) =>
        new()
        {
            Device = "test",
            Sequence = sequence,
            Start = start.ToTimestamp(),
            End = end.ToTimestamp(),
            Visitors = Interlocked.Exchange(ref visitors, 0),
        };
}
