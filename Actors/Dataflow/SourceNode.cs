namespace Vitrine.Dataflow;

/// <summary>The blueprint of a graph's source.</summary>
/// <param name="Name">Its name in logs, metrics and actor paths.</param>
/// <param name="Make">Makes the source and its native resource; called again after a failure.</param>
public sealed record SourceNode<T>(string Name, Func<ISource<T>> Make)
    where T : class
{
    /// <summary>How fast it reads, and whether it may drop. Default: on demand, without loss.</summary>
    public SourcePace Pace { get; init; } = SourcePace.OnDemand;

    /// <summary>What happens when reading fails. Default: it reconnects for ever.</summary>
    public SupervisionOptions Supervision { get; init; } = SupervisionOptions.ReconnectForEver;
}
