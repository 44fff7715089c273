using Akka.Actor;

namespace Vitrine.Dataflow;

/// <summary>
/// One or more nodes in a row, from what the first takes to what the last gives: a stage, a fork, or several of them. It
/// is the middle of a graph, a branch of a fork, or a sink.
/// </summary>
public interface ISubFlow<in TIn, out TOut>
    where TIn : class
    where TOut : class
{
    /// <summary>The nodes' names, in the order of the flow.</summary>
    IReadOnlyList<string> Names { get; }

    /// <summary>The most elements that are in it at once.</summary>
    int Capacity { get; }

    /// <summary>Starts the nodes, the last one first, so that each knows its downstream.</summary>
    internal Ends Wire(Wiring wiring, IActorRef? downstream);
}

#pragma warning disable MA0048 // How nodes become a row.
/// <summary>Puts nodes in a row.</summary>
public static class SubFlow
{
    /// <summary>What the first gives, the next takes.</summary>
    public static ISubFlow<TIn, TOut> Via<TIn, TBetween, TOut>(
        this ISubFlow<TIn, TBetween> first,
        ISubFlow<TBetween, TOut> next
    )
        where TIn : class
        where TBetween : class
        where TOut : class => new Row<TIn, TBetween, TOut>(first, next);

    private sealed class Row<TIn, TBetween, TOut>(ISubFlow<TIn, TBetween> first, ISubFlow<TBetween, TOut> next)
        : ISubFlow<TIn, TOut>
        where TIn : class
        where TBetween : class
        where TOut : class
    {
        public IReadOnlyList<string> Names { get; } = [.. first.Names, .. next.Names];

        public int Capacity => first.Capacity + next.Capacity;

        Ends ISubFlow<TIn, TOut>.Wire(Wiring wiring, IActorRef? downstream)
        {
            var last = next.Wire(wiring, downstream);
            return new Ends(first.Wire(wiring, last.Head).Head, last.Tail);
        }
    }
}

/// <summary>A started row of nodes.</summary>
/// <param name="Head">The first node: takes parcels.</param>
/// <param name="Tail">The last node: gives them.</param>
internal readonly record struct Ends(IActorRef Head, IActorRef Tail);
#pragma warning restore MA0048
