using Akka.Actor;

namespace Vitrine.Dataflow;

/// <summary>
/// The blueprint of a fan-out and its join, of any number of branches with parts of one type and results of one type. See
/// <see cref="Fork{TIn}"/> for branches that differ.
/// </summary>
/// <param name="Name">Its name in logs, metrics and actor paths.</param>
/// <param name="Branches">What works side by side: a stage each, or several nodes in a row.</param>
/// <param name="Split">
/// What a branch (by its index) gets of an element: a value of its own, with leases of its own; null when the branch has
/// nothing to do.
/// </param>
/// <param name="Join">
/// Makes the output; it takes over the element's leases and the results'. One result for each branch, null where there was
/// nothing to do or the branch failed; the list is used again and must not be kept. If it or <paramref name="Split"/>
/// throws, the element is skipped and the engine disposes of everything.
/// </param>
public sealed record ForkNode<TIn, TPart, TResult, TOut>(
    string Name,
    IReadOnlyList<ISubFlow<TPart, TResult>> Branches,
    Func<TIn, int, TPart?> Split,
    Func<TIn, IReadOnlyList<TResult?>, TOut> Join
) : ISubFlow<TIn, TOut>
    where TIn : class
    where TPart : class
    where TResult : class
    where TOut : class
{
    /// <summary>The most elements it holds, split and not yet joined. 1 or more, default 4. Nothing is dropped: upstream waits.</summary>
    public int Capacity { get; init; } = 4;

    /// <inheritdoc />
    public IReadOnlyList<string> Names => Plan().Names;

    Ends ISubFlow<TIn, TOut>.Wire(Wiring wiring, IActorRef? downstream) => Plan().Wire(wiring, downstream);

    private ForkPlan<TIn, TOut> Plan() =>
        new(
            Name,
            Capacity,
            [.. Branches.Select((nodes, i) => new Branch<TIn, TPart, TResult>(input => Split(input, i), nodes))],
            () => new TResult?[Branches.Count],
            (input, results) => Join(input, (TResult?[])results)
        );
}

#pragma warning disable MA0048 // A fork as its actor sees it: the branches' types are nobody's business but their own.
/// <summary>A fork whose branches have been hidden behind one interface.</summary>
/// <param name="name">Its name.</param>
/// <param name="capacity">The most elements it holds.</param>
/// <param name="branches">What works side by side.</param>
/// <param name="newResults">A new list of results, one place for each branch.</param>
/// <param name="join">Makes the output of an element and its results.</param>
internal sealed class ForkPlan<TIn, TOut>(
    string name,
    int capacity,
    IReadOnlyList<IBranch<TIn>> branches,
    Func<object?[]> newResults,
    Func<TIn, object?[], TOut> join
) : ISubFlow<TIn, TOut>
    where TIn : class
    where TOut : class
{
    public string Name { get; } = name;

    public int Capacity { get; } = capacity;

    public IReadOnlyList<IBranch<TIn>> Branches { get; } = branches;

    public Func<object?[]> NewResults { get; } = newResults;

    public Func<TIn, object?[], TOut> Join { get; } = join;

    public IReadOnlyList<string> Names => [Name, .. Branches.SelectMany(branch => branch.Names)];

    public Ends Wire(Wiring wiring, IActorRef? downstream)
    {
        var (settings, metrics) = (wiring.Settings, wiring.Metrics);
        var node = wiring.Start(
            Name,
            Props.Create(() => new ForkActor<TIn, TOut>(settings, this, metrics, downstream))
        );
        return new Ends(node, node);
    }
}
#pragma warning restore MA0048
