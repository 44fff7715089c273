namespace Vitrine.Dataflow;

/// <summary>
/// What travels between two nodes: the outcome of one element of the source, under the ticket the source gave it. An
/// empty parcel says that nothing came of the element, so that counts and joins never wait for it.
/// </summary>
/// <param name="Ticket">Position in the graph, from 0, without gaps; every node passes parcels on in this order.</param>
/// <param name="Value">The element; null when it was skipped on the way.</param>
public sealed record Parcel<T>(long Ticket, T? Value) : IDisposable, ILocalOnly
    where T : class
{
    /// <summary>Gives back whatever leases the value holds.</summary>
    public void Dispose() => (Value as IDisposable)?.Dispose();
}
