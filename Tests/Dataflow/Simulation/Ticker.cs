using System.Collections.Concurrent;
using Akka.Actor;
using Vitrine.Dataflow;

namespace Vitrine.Tests.Dataflow.Simulation;

/// <summary>Sends ticks to the steps of graphs that take them, when a test says so, and adds up what they close.</summary>
internal sealed class Ticker : ReceiveActor
{
    public Ticker(Closings closings)
    {
        Receive<ReadyForTicks>(_ => closings.Ready.Enqueue(Sender));
        Receive<SendTo>(to => to.Step.Tell(Tick.Instance));
        Receive<Steps>(steps => closings.Add(steps));
        Receive<LastResult<Steps>>(last =>
        {
            closings.Add(last.Result);
            closings.Ended.Enqueue(last.Result.Node);
        });
    }

    /// <summary>To the ticker: send one.</summary>
    public sealed record SendTo(IActorRef Step);
}

#pragma warning disable MA0048 // What the ticker got.
/// <summary>A step's result: how many inputs it has worked on since the last tick.</summary>
internal sealed record Steps(string Node, int Count);

/// <summary>What the ticker of one run got.</summary>
internal sealed class Closings
{
    private readonly ConcurrentDictionary<string, int> sums = new(StringComparer.Ordinal);

    /// <summary>The steps that take ticks.</summary>
    public ConcurrentQueue<IActorRef> Ready { get; } = [];

    /// <summary>Those that have given their last result.</summary>
    public ConcurrentQueue<string> Ended { get; } = [];

    /// <summary>All results of each step together.</summary>
    public IReadOnlyDictionary<string, int> Sums => sums;

    /// <summary>Results that were above zero.</summary>
    public int Full { get; private set; }

    public void Add(Steps steps)
    {
        Full += steps.Count > 0 ? 1 : 0;
        sums.AddOrUpdate(steps.Node, steps.Count, (_, sum) => sum + steps.Count);
    }

    public void Clear()
    {
        Ready.Clear();
        Ended.Clear();
        sums.Clear();
    }
}
#pragma warning restore MA0048
