namespace Vitrine.Dataflow;

/// <summary>The blueprint of one stage in a graph.</summary>
/// <param name="Name">Its name in logs, metrics and actor paths; unique in its graph.</param>
/// <param name="Make">Makes the stage and its native resource; called again after a restart, once per worker.</param>
public sealed record StageNode<TIn, TOut>(string Name, Func<IStage<TIn, TOut>> Make)
    where TIn : class
    where TOut : class
{
    /// <summary>
    /// Workers side by side, each with a stage of its own; results keep the order of their inputs. 1 or more, default 1.
    /// A stage that remembers what it saw must have one.
    /// </summary>
    public int Workers { get; init; } = 1;

    /// <summary>Inputs that may wait beside those in work. 0 or more, default 1. Nothing is dropped: upstream waits.</summary>
    public int Waiting { get; init; } = 1;

    /// <summary>Whether the work blocks or is long, so that each worker gets a thread of its own. Default true.</summary>
    public bool Blocking { get; init; } = true;

    /// <summary>When to skip, restart and degrade.</summary>
    public SupervisionOptions Supervision { get; init; } = new();

    /// <summary>The most inputs it holds: those in work and those waiting.</summary>
    public int Capacity => Workers + Waiting;
}
