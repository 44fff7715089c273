using Akka.Actor;

namespace Vitrine.Dataflow;

/// <summary>
/// The blueprint of a step that remembers: a function from state and input to the next state and an output, which the node
/// itself runs. A step that throws loses its input only, and the state stays as it was; there is no resource, so nothing is
/// restarted. For what blocks or owns a resource, see <see cref="StageNode{TIn, TOut}"/>.
/// </summary>
/// <param name="Name">Its name in logs, metrics and actor paths; unique in its graph.</param>
/// <param name="Seed">The state before the first input; each start of the graph begins with it.</param>
/// <param name="Step">
/// It owns the input's leases, as <see cref="IStage{TIn, TOut}.Process"/> does; a null output passes nothing on.
/// </param>
public sealed record StepNode<TState, TIn, TOut>(
    string Name,
    TState Seed,
    Func<TState, TIn, (TState State, TOut? Output)> Step
) : ISubFlow<TIn, TOut>
    where TIn : class
    where TOut : class
{
    /// <inheritdoc />
    public IReadOnlyList<string> Names => [Name];

    /// <summary>The most inputs it holds: one in work and one that waits. Nothing is dropped: upstream waits.</summary>
    public int Capacity => 2;

    /// <summary>What a tick does; null: the node takes none.</summary>
    internal Func<TState, GraphMetrics, (TState State, object Result)>? OnTick { get; private init; }

    /// <summary>
    /// The same node, which also takes ticks from <see cref="NodeSettings.Ticker"/>. At its start the node reports to that actor
    /// with <see cref="ReadyForTicks"/>. A <see cref="Tick"/> is handled like any other element, between two inputs, and its
    /// sender gets the result. At the node's end, in order or by a defect, the ticker gets a <see cref="LastResult{T}"/> of all
    /// that came after the last tick.
    /// </summary>
    /// <param name="close">From the state, and what the graph has measured by now, to the next state and the tick's result.</param>
    public StepNode<TState, TIn, TOut> ClosedBy<TResult>(
        Func<TState, GraphMetrics, (TState State, TResult Result)> close
    )
        where TResult : class =>
        this with
        {
            OnTick = (state, metrics) => close(state, metrics),
            Last = result => new LastResult<TResult>((TResult)result),
        };

    /// <summary>Makes the last result of a tick's.</summary>
    internal Func<object, object>? Last { get; private init; }

    Ends ISubFlow<TIn, TOut>.Wire(Wiring wiring, IActorRef? downstream)
    {
        var (settings, metrics) = (wiring.Settings, wiring.Metrics);
        var node = wiring.Start(
            Name,
            Props.Create(() => new StepActor<TState, TIn, TOut>(settings, this, metrics, downstream))
        );
        return new Ends(node, node);
    }
}

#pragma warning disable MA0048 // What is said to a step that takes ticks, and by it.
/// <summary>From a step that takes ticks, once, at its start.</summary>
public sealed record ReadyForTicks : ILocalOnly
{
    /// <summary>The one.</summary>
    public static ReadyForTicks Instance { get; } = new();
}

/// <summary>To a step that takes ticks: close what has come since the last one, and send me the result.</summary>
public sealed record Tick : ILocalOnly
{
    /// <summary>The one.</summary>
    public static Tick Instance { get; } = new();
}

/// <summary>From a step that takes ticks, once, at its end: what had come since the last tick.</summary>
/// <param name="Result">As a tick's.</param>
public sealed record LastResult<T>(T Result) : ILocalOnly;
#pragma warning restore MA0048
