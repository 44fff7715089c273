namespace Vitrine.Dataflow;

/// <summary>The blueprint of a graph's source.</summary>
/// <param name="Name">Its name in logs, metrics and actor paths.</param>
/// <param name="Make">Makes the source and its native resource; called again after a failure.</param>
public sealed record SourceNode<T>(string Name, Func<ISource<T>> Make)
    where T : class
{
    /// <summary>How fast it reads, and whether it may drop. Default: on demand, without loss.</summary>
    public SourcePace Pace { get; init; } = SourcePace.OnDemand;

    /// <summary>The most elements it holds: one that waits, and one being read where it reads without being asked.</summary>
    public int Capacity => Pace.MayDrop ? 2 : 1;

    /// <summary>What happens when reading fails. Default: it reconnects for ever.</summary>
    public SupervisionOptions Supervision { get; init; } = SupervisionOptions.ReconnectForEver;
}

#pragma warning disable MA0048 // What a source's author writes.
/// <summary>
/// Where a graph's elements come from, as its author writes it: a class that owns its native resource and reads one
/// element after the other on a thread of its own, so it may block. After a failure a new one is made.
/// </summary>
public interface ISource<out T> : IDisposable
    where T : class
{
    /// <summary>Reads the next element; null at the end. The element's leases belong to the engine from here on.</summary>
    /// <param name="cancel">
    /// Cancelled when the graph stops. A reading that waits for something from outside then ends soon, however it likes.
    /// </param>
    /// <exception cref="SkipElementException">This element cannot be read, the next one may.</exception>
    T? Read(CancellationToken cancel);
}
#pragma warning restore MA0048
