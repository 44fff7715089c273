using System.Threading.Channels;
using Akka.Actor;

namespace Vitrine.Dataflow;

/// <summary>
/// Where outputs leave a graph. It holds a bounded number of them; when it is full, upstream waits (the default) or the
/// newest output is dropped for this sink alone and counted in its metrics.
/// </summary>
public sealed class Sink<T>
    where T : class
{
    private readonly Func<Wiring, IActorRef> start;

    internal Sink(IReadOnlyList<string> names, int capacity, Func<Wiring, IActorRef> start)
    {
        Names = names;
        Capacity = capacity;
        this.start = start;
    }

    /// <summary>Its nodes' names; drops are counted in the metrics of the first.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>The most outputs it holds.</summary>
    public int Capacity { get; }

    /// <summary>Whether an output that comes while it is full is dropped, instead of making upstream wait.</summary>
    public bool DropsWhenFull { get; private init; }

    /// <summary>The same sink, which drops what comes while it is full.</summary>
    public Sink<T> OrDrop() => new(Names, Capacity, start) { DropsWhenFull = true };

    internal IActorRef Start(Wiring wiring) => start(wiring);
}

#pragma warning disable MA0048 // The kinds of sink.
/// <summary>Makes sinks.</summary>
public static class Sink
{
    /// <summary>Nodes whose last results the engine disposes of.</summary>
    public static Sink<T> Of<T, TOut>(ISubFlow<T, TOut> nodes)
        where T : class
        where TOut : class => new(nodes.Names, nodes.Capacity, wiring => nodes.Wire(wiring, downstream: null).Head);

    /// <summary>A call for each output, one at a time, on a thread of its own; the engine disposes of the output after it.</summary>
    public static Sink<T> Call<T>(string name, Action<T> call)
        where T : class =>
        Of(
            StageNode.Map<T, T>(
                name,
                output =>
                {
                    call(output);
                    return output;
                }
            )
        );

    /// <summary>
    /// A channel: the caller reads it and owns what it reads. While it is full, the graph waits. It is completed when the
    /// graph ends, however it ends; a graph that is stopped waits until its last outputs are read. When the caller completes
    /// it, further outputs are dropped and counted. What lies in the channel is the caller's, and not part of
    /// <see cref="Graph.PoolSize"/>.
    /// </summary>
    public static Sink<T> Into<T>(string name, ChannelWriter<T> outputs)
        where T : class =>
        new(
            [name],
            capacity: 1,
            wiring =>
            {
                var metrics = wiring.Metrics[name];
                return wiring.Start(name, Props.Create(() => new ChannelActor<T>(outputs, metrics)));
            }
        );
}
#pragma warning restore MA0048
