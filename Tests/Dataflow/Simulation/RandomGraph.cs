using Vitrine.Dataflow;
using Xunit;

namespace Vitrine.Tests.Dataflow.Simulation;

/// <summary>A graph drawn by chance, with troubles drawn by chance.</summary>
internal sealed class RandomGraph
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
            flow = random.Next(4) == 0 ? flow.Via(DrawFork($"fork-{i}")) : flow.Via(DrawStage($"stage-{i}"));
        }

        Graph = flow.To(DrawLast());
        Ledger.Pool = new LeasePool<Token>(Ledger.Bound, () => new Token());
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

    private StageNode<Element, Element> DrawStage(string name, bool inFork = false)
    {
        var stage = Draw(name, random.Next(1, 4), Trouble.Draw(random), e => e);
        Ledger.Bound += inFork ? 0 : stage.Capacity;
        return stage;
    }

    private StageNode<Element, Element> DrawLast()
    {
        var last = Draw("last", workers: 1, Trouble.Draw(random), Arrive);
        Ledger.Bound += last.Capacity;
        return last;
    }

    private StageNode<Element, Element> Draw(string name, int workers, Trouble trouble, Func<Element, Element> work)
    {
        var waiting = random.Next(4);
        var account = Ledger.Open(name, workers + waiting, workers);
        Element? Process(Element element)
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

        return new StageNode<Element, Element>(
            name,
            () => account.Make(trouble, dispose => new FakeStage<Element, Element>(Process, dispose))
        )
        {
            Workers = workers,
            Waiting = waiting,
            Blocking = random.Next(2) == 0,
            Supervision = DrawSupervision(),
        };
    }

    private ForkNode<Element, Element, Element, Element> DrawFork(string name)
    {
        var branches = Enumerable
            .Range(0, random.Next(2, 4))
            .Select(b => DrawStage($"{name}-{b}", inFork: true))
            .ToArray();
        Ledger.Branches.UnionWith(branches.Select(b => b.Name));
        var capacity = random.Next(1, 5);
        Ledger.Open(name, capacity, workers: 0);
        Ledger.Bound += capacity;
        var trouble = Trouble.Draw(random);
        var idle = random.NextDouble();
        return new ForkNode<Element, Element, Element, Element>(
            name,
            branches,
            (element, _) =>
            {
                trouble.OnWork();
                return random.NextDouble() < idle ? null : element.Share();
            },
            (element, results) =>
            {
                Assert.All(results.OfType<Element>(), r => Assert.Equal(element.Number, r.Number));
                trouble.OnWork();
                results.OfType<Element>().ToList().ForEach(r => r.Dispose());
                return element;
            }
        )
        {
            Capacity = capacity,
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
