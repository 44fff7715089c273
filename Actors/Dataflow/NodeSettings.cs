namespace Vitrine.Dataflow;

/// <summary>What every node of a graph shares.</summary>
public sealed record NodeSettings
{
    /// <summary>Measures durations. Back-off and pace run on the actor system's scheduler.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Dispatcher (its path in the configuration) of the nodes, which only pass messages.</summary>
    public string NodeDispatcher { get; init; } = "akka.actor.default-dispatcher";

    /// <summary>Dispatcher of workers that block: a thread for each.</summary>
    public string WorkerDispatcher { get; init; } = "vitrine.dataflow.worker-dispatcher";

    /// <summary>Defines <see cref="WorkerDispatcher"/>; to be added to the actor system's configuration.</summary>
    public const string Hocon = "vitrine.dataflow.worker-dispatcher { type = PinnedDispatcher, throughput = 1 }";
}
