namespace Vitrine.Dataflow;

/// <summary>
/// Where a graph's elements come from, as its author writes it: a class that owns its native resource and reads one
/// element after the other on a thread of its own, so it may block. Made anew after it failed.
/// </summary>
public interface ISource<out T> : IDisposable
    where T : class
{
    /// <summary>Reads the next element; null at the end. The element's leases belong to the engine from here on.</summary>
    /// <exception cref="SkipElementException">This element cannot be read, the next one may.</exception>
    T? Read();
}
