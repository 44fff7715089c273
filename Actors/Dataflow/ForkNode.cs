namespace Vitrine.Dataflow;

/// <summary>
/// The blueprint of a fan-out and its join: each branch works on its part of an element at the same time, and the join
/// puts element and results together again, in the order in which the elements came.
/// </summary>
/// <param name="Name">Its name in logs, metrics and actor paths.</param>
/// <param name="Branches">The stages side by side.</param>
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
    IReadOnlyList<StageNode<TPart, TResult>> Branches,
    Func<TIn, int, TPart?> Split,
    Func<TIn, IReadOnlyList<TResult?>, TOut> Join
)
    where TIn : class
    where TPart : class
    where TResult : class
    where TOut : class
{
    /// <summary>The most elements it holds, split and not yet joined. 1 or more, default 4. Nothing is dropped: upstream waits.</summary>
    public int Capacity { get; init; } = 4;
}
