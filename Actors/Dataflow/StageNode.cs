using Akka.Actor;

namespace Vitrine.Dataflow;

/// <summary>The blueprint of one stage in a graph.</summary>
/// <param name="Name">Its name in logs, metrics and actor paths; unique in its graph.</param>
/// <param name="Make">
/// Makes the stage and its native resource, on the worker's thread: once per worker, and again at each of its restarts
/// unless <see cref="KeepsState"/>.
/// </param>
public sealed record StageNode<TIn, TOut>(string Name, Func<IStage<TIn, TOut>> Make) : ISubFlow<TIn, TOut>
    where TIn : class
    where TOut : class
{
    /// <summary>
    /// Workers side by side, each with a stage of its own; results keep the order of their inputs. 1 or more, default 1.
    /// A stage that remembers what it saw must have one.
    /// </summary>
    public int Workers
    {
        get;
        init
        {
            RefuseToShare(value, KeepsState);
            field = value;
        }
    } = 1;

    /// <summary>Inputs that may wait beside those in work. 0 or more, default 1. Nothing is dropped: upstream waits.</summary>
    public int Waiting { get; init; } = 1;

    /// <summary>Whether the work blocks or is long, so that each worker gets a thread of its own. Default true.</summary>
    public bool Blocking { get; init; } = true;

    /// <summary>When to skip, restart and degrade.</summary>
    public SupervisionOptions Supervision { get; init; } = new();

    /// <summary>
    /// What a restart does with the stage. False (the default): it disposes of the stage and makes a new one, which remembers
    /// nothing. True: the node keeps the one stage of the run across all restarts and disposes of it once, at the node's end;
    /// such a node has one worker.
    /// </summary>
    /// <exception cref="ArgumentException">It has several workers.</exception>
    public bool KeepsState
    {
        get;
        init
        {
            RefuseToShare(Workers, value);
            field = value;
        }
    }

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

    private void RefuseToShare(int workers, bool kept)
    {
        if (kept && workers > 1)
        {
            throw new ArgumentException(
                $"'{Name}' keeps its state, so it must have one worker, not {workers}.",
                nameof(workers)
            );
        }
    }
}

#pragma warning disable MA0048 // The kinds of stage that are not made of a class, or that remember.
/// <summary>Stages made of a function, and stages with a memory.</summary>
public static class StageNode
{
    /// <summary>A stage that is a function and remembers nothing.</summary>
    /// <param name="name">The node's name.</param>
    /// <param name="map">See <see cref="IStage{TIn, TOut}.Process"/>.</param>
    public static StageNode<TIn, TOut> Map<TIn, TOut>(string name, Func<TIn, TOut?> map)
        where TIn : class
        where TOut : class => new(name, () => new MapStage<TIn, TOut>(map));

    /// <summary>A stage whose state survives the restarts of its worker: one is made, kept, and disposed of at the node's end.</summary>
    /// <param name="name">The node's name.</param>
    /// <param name="make">Makes the stage; called again only if it throws.</param>
    public static StageNode<TIn, TOut> Kept<TIn, TOut>(string name, Func<IStage<TIn, TOut>> make)
        where TIn : class
        where TOut : class => new(name, make) { KeepsState = true, Blocking = false };

    /// <summary>A stage that is a pure step from state and input to state and output. The node keeps the state across restarts.</summary>
    /// <param name="name">The node's name.</param>
    /// <param name="seed">The state before the first input.</param>
    /// <param name="step">If it throws, the state stays as it was; a null output passes nothing on.</param>
    public static StageNode<TIn, TOut> Scan<TState, TIn, TOut>(
        string name,
        TState seed,
        Func<TState, TIn, (TState State, TOut? Output)> step
    )
        where TIn : class
        where TOut : class => Kept(name, () => new ScanStage<TState, TIn, TOut>(seed, step));

    private sealed class MapStage<TIn, TOut>(Func<TIn, TOut?> map) : IStage<TIn, TOut>
        where TIn : class
        where TOut : class
    {
        public TOut? Process(TIn input) => map(input);

        public void Dispose() { }
    }

    private sealed class ScanStage<TState, TIn, TOut>(TState seed, Func<TState, TIn, (TState State, TOut? Output)> step)
        : IStage<TIn, TOut>
        where TIn : class
        where TOut : class
    {
        private TState state = seed;

        public TOut? Process(TIn input)
        {
            (state, var output) = step(state, input);
            return output;
        }

        public void Dispose() { }
    }
}

/// <summary>Where the workers of one node get their stages, and which of them outlives its worker.</summary>
internal sealed class StageSupply<TIn, TOut>(StageNode<TIn, TOut> node)
    where TIn : class
    where TOut : class
{
    private IStage<TIn, TOut>? kept;

    /// <summary>To a worker that starts.</summary>
    public IStage<TIn, TOut> Take() => node.KeepsState ? kept ??= node.Make() : node.Make();

    /// <summary>From a worker that stops.</summary>
    public void GiveBack(IStage<TIn, TOut> stage)
    {
        if (!node.KeepsState)
        {
            stage.Dispose();
        }
    }

    /// <summary>Frees the kept stage, once all workers have stopped.</summary>
    public void FreeKept() => kept?.Dispose();
}
#pragma warning restore MA0048
