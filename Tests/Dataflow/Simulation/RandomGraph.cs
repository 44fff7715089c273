using Vitrine.Dataflow;
using Xunit;

namespace Vitrine.Tests.Dataflow.Simulation;

/// <summary>A graph drawn by chance, with troubles drawn by chance.</summary>
internal sealed partial class RandomGraph
{
    private readonly Random random;
    private readonly double haste;
    private readonly int elements;
    private int read;

    /// <param name="random">The chance.</param>
    /// <param name="haste">Pauses are shorter by this factor.</param>
    public RandomGraph(Random random, double haste = 1)
    {
        this.random = random;
        this.haste = haste;
        elements = random.Next(60);
        var flow = Flow.From(DrawSource());
        for (var i = random.Next(4); i > 0; i--)
        {
            flow = flow.Via(
                random.Next(8) switch
                {
                    0 => (ISubFlow<Element, Element>)DrawFork($"fork-{i}"),
                    1 => DrawTypedFork($"fork-{i}"),
                    _ => DrawStage($"stage-{i}"),
                }
            );
        }

        Graph = random.Next(4) == 0 ? DrawSinks(flow) : flow.To(DrawLast());
        Assert.Equal(Ledger.Bound, Graph.PoolSize);
        Ledger.Pool = new LeasePool<Token>(Graph.PoolSize, () => new Token());
    }

    /// <summary>The graph.</summary>
    public Graph Graph { get; }

    /// <summary>What it may and what it did.</summary>
    public Ledger Ledger { get; } = new();

    /// <summary>Called before every attempt to open the source or to read.</summary>
    public Action OnAttempt { get; set; } = () => { };

    private SourceNode<Element> DrawSource()
    {
        var interval = Milliseconds(1, 500);
        var paces = new[]
        {
            SourcePace.OnDemand,
            SourcePace.Live,
            SourcePace.Every(interval),
            new SourcePace(MayDrop: false, interval),
        };
        var pace = paces[random.Next(paces.Length)];
        var account = Ledger.Open("source", capacity: 1, workers: 1);
        var trouble = Trouble.Draw(random);
        Ledger.Bound += pace.MayDrop ? 2 : 1;
        return new SourceNode<Element>(
            "source",
            () =>
            {
                OnAttempt();
                return account.Make(trouble, dispose => new FakeSource<Element>(() => Read(trouble), dispose));
            }
        )
        {
            Pace = pace,
            Supervision = DrawSupervision() with { DegradeAfter = random.Next(2) == 0 ? null : random.Next(4) },
        };
    }

    private ISubFlow<Element, Element> DrawStage(string name, bool beside = false)
    {
        var (workers, trouble) = (random.Next(1, 4), Trouble.Draw(random));
        ISubFlow<Element, Element> stage =
            random.Next(4) == 0 ? DrawStep(name, trouble, e => e) : Draw(name, workers, trouble, e => e);
        Ledger.Bound += beside ? 0 : stage.Capacity;
        return stage;
    }

    private ISubFlow<Element, Element> DrawLast()
    {
        var trouble = Trouble.Draw(random);
        ISubFlow<Element, Element> last =
            random.Next(2) == 0 ? DrawStep("last", trouble, Arrive) : Draw("last", workers: 1, trouble, Arrive);
        Ledger.Bound += last.Capacity;
        return last;
    }

    /// <summary>Two sinks, of which the second may drop.</summary>
    private Graph DrawSinks(Flow<Element> flow)
    {
        Ledger.Open("sinks", capacity: 0, workers: 0);
        var last = DrawLast();
        var second = Draw("second", random.Next(1, 4), Trouble.Draw(random), e => e);
        Ledger.Bound += second.Capacity;
        Ledger.Beside.Add("second");
        Ledger.SecondMayDrop = random.Next(2) == 0;
        var trouble = Trouble.Draw(random);
        Element Share(Element element)
        {
            trouble.OnWork();
            return element.Share();
        }

        return flow.To(Share, Sink.Of(last), Ledger.SecondMayDrop ? Sink.Of(second).OrDrop() : Sink.Of(second));
    }

    private StageNode<Element, TOut> Draw<TOut>(string name, int workers, Trouble trouble, Func<Element, TOut> work)
        where TOut : class
    {
        var waiting = random.Next(4);
        var account = Ledger.Open(name, workers + waiting, workers);
        return new StageNode<Element, TOut>(
            name,
            () =>
                account.Make(
                    trouble,
                    dispose => new FakeStage<Element, TOut>(e => Process(account, trouble, work, e), dispose)
                )
        )
        {
            Workers = workers,
            Waiting = waiting,
            Supervision = DrawSupervision(),
        };
    }

    /// <summary>A step that counts what it works on, and takes ticks.</summary>
    private StepNode<int, Element, Element> DrawStep(string name, Trouble trouble, Func<Element, Element> work)
    {
        var account = Ledger.Open(name, capacity: 2, workers: 0);
        Ledger.Stepped[name] = 0;
        return StageNode
            .Scan<int, Element, Element>(
                name,
                seed: 0,
                (count, element) =>
                {
                    var output = Process(account, trouble, work, element);
                    Ledger.Stepped[name]++;
                    return (count + 1, output);
                }
            )
            .ClosedBy((count, _) => (0, new Steps(name, count)));
    }

    private static TOut? Process<TOut>(NodeAccount account, Trouble trouble, Func<Element, TOut> work, Element element)
        where TOut : class
    {
        trouble.OnWork();
        if (!trouble.GivesNothing())
        {
            return work(element);
        }

        account.OnNothing();
        element.Dispose();
        return null;
    }

    private SupervisionOptions DrawSupervision() =>
        new()
        {
            RestartAfter = random.Next(1, 4),
            MinBackOff = Milliseconds(1, 1000),
            MaxBackOff = Milliseconds(1000, 10_000),
            DegradeAfter = random.Next(5),
            RetryAfter = Milliseconds(1000, 60_000),
        };

    private TimeSpan Milliseconds(int from, int to) => TimeSpan.FromMilliseconds(random.Next(from, to)) / haste;

    private Element? Read(Trouble trouble)
    {
        OnAttempt();
        if (read == elements)
        {
            return null;
        }

        trouble.OnWork();
        Ledger.Overdrawn += Ledger.Pool.Outstanding == Ledger.Bound ? 1 : 0;
        return new Element(read++, Ledger.Pool.Rent());
    }

    private Element Arrive(Element element)
    {
        Ledger.Arrived.Add(element.Number);
        return element;
    }
}
