using System.Threading.Channels;
using Akka.Actor;

namespace Vitrine.Dataflow;

/// <summary>A graph in the making: a source and the nodes behind it, up to one that gives <typeparamref name="T"/>.</summary>
public sealed class Flow<T>
    where T : class
{
    private readonly IReadOnlyList<string> names;
    private readonly int capacity;
    private readonly Action<Wiring, IActorRef> wire;

    internal Flow(IReadOnlyList<string> names, int capacity, Action<Wiring, IActorRef> wire)
    {
        this.names = names;
        this.capacity = capacity;
        this.wire = wire;
    }

    /// <summary>Adds a stage, a fork, or several nodes in a row.</summary>
    public Flow<TOut> Via<TOut>(ISubFlow<T, TOut> next)
        where TOut : class =>
        new(
            [.. names, .. next.Names],
            capacity + next.Capacity,
            (wiring, downstream) => wire(wiring, next.Wire(wiring, downstream).Head)
        );

    /// <summary>Ends the graph with nodes whose results nobody takes further: the engine disposes of them.</summary>
    public Graph To<TOut>(ISubFlow<T, TOut> last)
        where TOut : class => To(Sink.Of(last));

    /// <summary>Ends the graph with a channel, by which the caller takes each output. See <see cref="Sink.Into"/>.</summary>
    public Graph To(string name, ChannelWriter<T> outputs) => To(Sink.Into(name, outputs));

    /// <summary>Ends the graph with a call for each output. See <see cref="Sink.Call"/>.</summary>
    public Graph To(string name, Action<T> call) => To(Sink.Call(name, call));

    /// <summary>Ends the graph with sinks that each get every output.</summary>
    /// <exception cref="ArgumentException">Several sinks would dispose of one output: how to share it must be given.</exception>
    public Graph To(params Sink<T>[] sinks) =>
        sinks.Length > 1 && typeof(IDisposable).IsAssignableFrom(typeof(T))
            ? throw new ArgumentException($"Several sinks of {typeof(T).Name} need a way to share it.", nameof(sinks))
            : To(share: output => output, sinks);

    /// <summary>Ends the graph with sinks that each get every output, as a value of their own.</summary>
    /// <param name="share">Makes a sink's own value, with leases of its own. If it throws, the output is skipped.</param>
    /// <param name="sinks">One or more.</param>
    public Graph To(Func<T, T> share, params Sink<T>[] sinks) =>
        sinks is [{ DropsWhenFull: false } only]
            ? new([.. names, .. only.Names], capacity + only.Capacity, wiring => wire(wiring, only.Start(wiring)))
            : new(
                [.. names, BroadcastActor<T>.Name, .. sinks.SelectMany(sink => sink.Names)],
                // One may be on its way to sinks that all drop; otherwise a sink that does not has a place for it.
                capacity + sinks.Sum(sink => sink.Capacity) + (sinks.All(sink => sink.DropsWhenFull) ? 1 : 0),
                wiring => wire(wiring, BroadcastActor<T>.Start(wiring, sinks, share))
            );
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
            source.Capacity,
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
