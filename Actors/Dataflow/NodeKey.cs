namespace Vitrine.Dataflow;

/// <summary>Names a node: in logs, metrics and actor paths, and whoever asks for its metrics does so by its key.</summary>
/// <param name="Name">Unique in its graph; letters, digits, '-' and '_'.</param>
public record NodeKey(string Name)
{
    /// <summary>Whether an event is about this node.</summary>
    public bool Names(NodeEvent happened) => happened.Node.Equals(Name, StringComparison.Ordinal);

    /// <inheritdoc />
    public sealed override string ToString() => Name;
}

#pragma warning disable MA0048 // The same, typed.
/// <summary>Names a stage, and fixes what it takes and gives.</summary>
/// <param name="Name">See <see cref="NodeKey.Name"/>.</param>
public sealed record NodeKey<TIn, TOut>(string Name) : NodeKey(Name)
    where TIn : class
    where TOut : class
{
    /// <summary>A stage of which each restart makes a new one.</summary>
    /// <param name="make">See <see cref="StageNode{TIn, TOut}.Make"/>.</param>
    public StageNode<TIn, TOut> Stage(Func<IStage<TIn, TOut>> make) => new(Name, make);

    /// <inheritdoc cref="StageNode.Scan" />
    public StepNode<TState, TIn, TOut> Scan<TState>(
        TState seed,
        Func<TState, TIn, (TState State, TOut? Output)> step
    ) => StageNode.Scan(Name, seed, step);
}
#pragma warning restore MA0048
