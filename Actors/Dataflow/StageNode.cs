using Akka.Actor;

namespace Vitrine.Dataflow;

/// <summary>The blueprint of one stage in a graph.</summary>
/// <param name="Name">Its name in logs, metrics and actor paths; unique in its graph.</param>
/// <param name="Make">
/// Makes the stage and its native resource, on the worker's thread: once per worker, and again at each of its restarts.
/// </param>
public sealed record StageNode<TIn, TOut>(string Name, Func<IStage<TIn, TOut>> Make) : ISubFlow<TIn, TOut>
    where TIn : class
    where TOut : class
{
    /// <summary>
    /// Workers side by side, each with a stage of its own; results keep the order of their inputs. 1 or more, default 1.
    /// What remembers is a <see cref="StepNode{TState, TIn, TOut}"/>.
    /// </summary>
    public int Workers { get; init; } = 1;

    /// <summary>Inputs that may wait beside those in work. 0 or more, default 1. Nothing is dropped: upstream waits.</summary>
    public int Waiting { get; init; } = 1;

    /// <summary>When to skip, restart and degrade.</summary>
    public SupervisionOptions Supervision { get; init; } = new();

    /// <summary>The most inputs it holds: those in work and those waiting.</summary>
    public int Capacity => Workers + Waiting;

    /// <inheritdoc />
    public IReadOnlyList<string> Names => [Name];

    /// <summary>
    /// The same, with its first stage made here and now, so that what cannot work throws before the graph starts. The first
    /// worker gets that stage; all others, and every restart, make theirs as usual.
    /// </summary>
    public StageNode<TIn, TOut> MadeEarly()
    {
        var make = Make;
        IStage<TIn, TOut>? first = make();
        return this with { Make = () => Interlocked.Exchange(ref first, null) ?? make() };
    }

    Ends ISubFlow<TIn, TOut>.Wire(Wiring wiring, IActorRef? downstream)
    {
        var (settings, metrics) = (wiring.Settings, wiring.Metrics[Name]);
        var node = wiring.Start(
            Name,
            Props.Create(() => new StageActor<TIn, TOut>(settings, this, metrics, downstream))
        );
        return new Ends(node, node);
    }
}

#pragma warning disable MA0048 // Nodes that are not made of a class.
/// <summary>Nodes made of a function.</summary>
public static class StageNode
{
    /// <summary>A stage that is a function and remembers nothing.</summary>
    /// <param name="name">The node's name.</param>
    /// <param name="map">See <see cref="IStage{TIn, TOut}.Process"/>.</param>
    public static StageNode<TIn, TOut> Map<TIn, TOut>(string name, Func<TIn, TOut?> map)
        where TIn : class
        where TOut : class => new(name, () => new MapStage<TIn, TOut>(map));

    /// <summary>A step that remembers. See <see cref="StepNode{TState, TIn, TOut}"/>.</summary>
    public static StepNode<TState, TIn, TOut> Scan<TState, TIn, TOut>(
        string name,
        TState seed,
        Func<TState, TIn, (TState State, TOut? Output)> step
    )
        where TIn : class
        where TOut : class => new(name, seed, step);

    private sealed class MapStage<TIn, TOut>(Func<TIn, TOut?> map) : IStage<TIn, TOut>
        where TIn : class
        where TOut : class
    {
        public TOut? Process(TIn input) => map(input);

        public void Dispose() { }
    }
}
#pragma warning restore MA0048
