namespace Vitrine.Dataflow;

/// <summary>
/// The blueprint of a fan-out and its join, of branches whose results may differ in type. Each branch is one or more nodes
/// in a row; all work on their part of an element at the same time, and the join puts element and results together again,
/// in the order in which the elements came:
/// <code>new Fork&lt;Page&gt;("facts").Branch(p => p.Text, words).Branch(p => p.Image, colours).Join((p, w, c) => new Facts(p, w, c))</code>
/// For many branches with results of one type, see <see cref="ForkNode{TIn, TPart, TResult, TOut}"/>.
/// </summary>
/// <param name="name">Its name in logs, metrics and actor paths.</param>
public sealed class Fork<TIn>(string name)
    where TIn : class
{
    /// <summary>The most elements it holds, split and not yet joined. 1 or more, default 4. Nothing is dropped: upstream waits.</summary>
    public int Capacity { get; init; } = 4;

    internal string Name { get; } = name;

    /// <summary>Adds the first branch.</summary>
    /// <param name="part">
    /// What the branch gets of an element: a value of its own, with leases of its own; null when it has nothing to do.
    /// </param>
    /// <param name="nodes">The branch.</param>
    public Fork<TIn, TFirst> Branch<TPart, TFirst>(Func<TIn, TPart?> part, ISubFlow<TPart, TFirst> nodes)
        where TPart : class
        where TFirst : class => new(this, new Branch<TIn, TPart, TFirst>(part, nodes));
}

#pragma warning disable MA0048 // The same, with one branch more each.
/// <summary>A fork with one branch.</summary>
public sealed class Fork<TIn, TFirst>
    where TIn : class
    where TFirst : class
{
    private readonly Fork<TIn> fork;
    private readonly IBranch<TIn> first;

    internal Fork(Fork<TIn> fork, IBranch<TIn> first) => (this.fork, this.first) = (fork, first);

    /// <summary>Adds the second branch.</summary>
    /// <param name="part">See <see cref="Fork{TIn}.Branch"/>.</param>
    /// <param name="nodes">The branch.</param>
    public Fork<TIn, TFirst, TSecond> Branch<TPart, TSecond>(Func<TIn, TPart?> part, ISubFlow<TPart, TSecond> nodes)
        where TPart : class
        where TSecond : class => new(fork, first, new Branch<TIn, TPart, TSecond>(part, nodes));
}

/// <summary>A fork with two branches.</summary>
public sealed class Fork<TIn, TFirst, TSecond>
    where TIn : class
    where TFirst : class
    where TSecond : class
{
    private readonly Fork<TIn> fork;
    private readonly IBranch<TIn>[] branches;

    internal Fork(Fork<TIn> fork, params IBranch<TIn>[] branches) => (this.fork, this.branches) = (fork, branches);

    /// <summary>Ends the fork.</summary>
    /// <param name="join">
    /// Makes the output; it takes over the element's leases and the results'. A result is null where there was nothing to do
    /// or the branch failed. If it or a part throws, the element is skipped and the engine disposes of everything.
    /// </param>
    public ISubFlow<TIn, TOut> Join<TOut>(Func<TIn, TFirst?, TSecond?, TOut> join)
        where TOut : class =>
        new ForkPlan<TIn, TOut>(
            fork.Name,
            fork.Capacity,
            branches,
            () => new object?[2],
            (input, results) => join(input, (TFirst?)results[0], (TSecond?)results[1])
        );
}
#pragma warning restore MA0048
