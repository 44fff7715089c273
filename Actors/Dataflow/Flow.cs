using Akka.Actor;

namespace Vitrine.Dataflow;

/// <summary>A graph in the making: a source and the nodes behind it, up to one that gives <typeparamref name="T"/>.</summary>
public sealed class Flow<T>
    where T : class
{
    private readonly IReadOnlyList<string> names;
    private readonly Action<Wiring, IActorRef> wire;

    internal Flow(IReadOnlyList<string> names, Action<Wiring, IActorRef> wire)
    {
        this.names = names;
        this.wire = wire;
    }

    /// <summary>Adds a stage.</summary>
    public Flow<TOut> Via<TOut>(StageNode<T, TOut> stage)
        where TOut : class =>
        new(
            [.. names, stage.Name],
            (wiring, downstream) => wire(wiring, wiring.Start(stage.Name, Stage(wiring, stage, downstream)))
        );

    /// <summary>Adds a fan-out with its join.</summary>
    public Flow<TOut> Via<TPart, TResult, TOut>(ForkNode<T, TPart, TResult, TOut> fork)
        where TPart : class
        where TResult : class
        where TOut : class =>
        new(
            [.. names, fork.Name, .. fork.Branches.Select(b => b.Name)],
            (wiring, downstream) => wire(wiring, wiring.Start(fork.Name, Fork(wiring, fork, downstream)))
        );

    /// <summary>Ends the graph with a stage whose results nobody takes further.</summary>
    public Graph To<TOut>(StageNode<T, TOut> last)
        where TOut : class =>
        new(
            [.. names, last.Name],
            wiring => wire(wiring, wiring.Start(last.Name, Stage(wiring, last, downstream: null)))
        );

    private static Props Stage<TOut>(Wiring wiring, StageNode<T, TOut> stage, IActorRef? downstream)
        where TOut : class
    {
        var (settings, metrics) = (wiring.Settings, wiring.Metrics[stage.Name]);
        return Props.Create(() => new StageActor<T, TOut>(settings, stage, metrics, downstream));
    }

    private static Props Fork<TPart, TResult, TOut>(
        Wiring wiring,
        ForkNode<T, TPart, TResult, TOut> fork,
        IActorRef downstream
    )
        where TPart : class
        where TResult : class
        where TOut : class
    {
        var (settings, metrics) = (wiring.Settings, wiring.Metrics);
        return Props.Create(() => new ForkActor<T, TPart, TResult, TOut>(settings, fork, metrics, downstream));
    }
}

#pragma warning disable MA0048 // The way into a flow.
/// <summary>Begins a flow.</summary>
public static class Flow
{
    /// <summary>A flow of what a source reads.</summary>
    public static Flow<T> From<T>(SourceNode<T> source)
        where T : class =>
        new(
            [source.Name],
            (wiring, downstream) =>
            {
                var (settings, metrics) = (wiring.Settings, wiring.Metrics[source.Name]);
                wiring.Start(
                    source.Name,
                    Props.Create(() => new SourceActor<T>(settings, source, metrics, downstream))
                );
            }
        );
}
#pragma warning restore MA0048
