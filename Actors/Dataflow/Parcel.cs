using Akka.Actor;
using Akka.Event;

namespace Vitrine.Dataflow;

/// <summary>
/// What travels between two nodes: the outcome of one element of the source, under the ticket the source gave it. An
/// empty parcel says that the element has no output, so that counts and joins never wait for it.
/// </summary>
/// <param name="Ticket">Position in the graph, from 0, without gaps; every node passes parcels on in this order.</param>
/// <param name="Value">The element; null when it was skipped on the way.</param>
public sealed record Parcel<T>(long Ticket, T? Value) : IParcel
    where T : class
{
    object? IParcel.Content => Value;

    /// <summary>Gives back whatever leases the value holds.</summary>
    public void Dispose() => (Value as IDisposable)?.Dispose();
}

#pragma warning disable MA0048 // The words that two neighbouring nodes say to each other.
/// <summary>A parcel whose type the receiver need not know, because the one that joins the results does.</summary>
internal interface IParcel : IDisposable, ILocalOnly
{
    /// <inheritdoc cref="Parcel{T}.Ticket" />
    long Ticket { get; }

    /// <inheritdoc cref="Parcel{T}.Value" />
    object? Content { get; }
}

/// <summary>Upstream to downstream, once, at the start: "Send your requests to me."</summary>
internal sealed record Attach : INoSerializationVerificationNeeded
{
    public static readonly Attach Instance = new();
}

/// <summary>Downstream to upstream: "I have room for that many more parcels." Nothing is sent without it.</summary>
internal sealed record Request(int Count) : INoSerializationVerificationNeeded, IDeadLetterSuppression
{
    public static readonly Request One = new(1);
}

/// <summary>Upstream to downstream, once, behind the last parcel. A node passes it on when it holds nothing more.</summary>
internal sealed record Completed : INoSerializationVerificationNeeded
{
    public static readonly Completed Instance = new();
}

/// <summary>To a graph, and from it to all of its nodes: the source reads nothing more, and no back-off is waited for.</summary>
internal sealed record StopGraph : INoSerializationVerificationNeeded
{
    public static readonly StopGraph Instance = new();
}
#pragma warning restore MA0048
