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

    private StageNode<Element, Element> DrawStage(string name, bool beside = false)
    {
        var stage = Draw(name, random.Next(1, 4), Trouble.Draw(random), e => e);
        Ledger.Bound += beside ? 0 : stage.Capacity;
        return stage;
    }

    private StageNode<Element, Element> DrawLast()
    {
        var last = Draw("last", workers: 1, Trouble.Draw(random), Arrive);
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
        var keepsState = workers == 1 && random.Next(3) == 0;
        var account = Ledger.Open(name, workers + waiting, workers, keepsState);
        TOut? Process(Element element)
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

        return new StageNode<Element, TOut>(
            name,
            () => account.Make(trouble, dispose => new FakeStage<Element, TOut>(Process, dispose))
        )
        {
            Workers = workers,
            Waiting = waiting,
            KeepsState = keepsState,
            Blocking = random.Next(2) == 0,
            Supervision = DrawSupervision(),
        };
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
