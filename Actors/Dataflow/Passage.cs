using System.Diagnostics.CodeAnalysis;
using Akka.Actor;

namespace Vitrine.Dataflow;

/// <summary>
/// An inner node's place between its neighbours: it asks upstream for as many parcels as it has room for, holds them, passes
/// results on in order as downstream asks for them, and counts what comes and goes.
/// </summary>
/// <param name="capacity">The most parcels it holds.</param>
/// <param name="next">The next node; null for the last one, whose results are disposed of.</param>
/// <param name="metrics">Where it counts.</param>
internal sealed class Passage<TIn, TOut>(int capacity, IActorRef? next, NodeMetrics metrics)
    where TIn : class
    where TOut : class
{
    private readonly Downstream<TOut> downstream = new(next, metrics);
    private readonly InFlight<TIn, TOut> held = new(capacity);
    private IActorRef upstream = ActorRefs.Nobody;

    /// <summary>Tells the next node where to ask.</summary>
    public void Open() => downstream.Attach();

    /// <summary>Asks the node before for as many as there is room for.</summary>
    public void AskFrom(IActorRef node)
    {
        upstream = node;
        upstream.Tell(new Request(capacity));
    }

    /// <summary>The next node has room for that many more.</summary>
    public void Grant(int count) => downstream.Grant(count);

    /// <inheritdoc cref="InFlight{TIn, TOut}.Accept" />
    public void Accept(Parcel<TIn> parcel)
    {
        held.Accept(parcel);
        if (parcel.Value is null)
        {
            metrics.OnEmpty();
        }
        else
        {
            metrics.OnReceived();
        }
    }

    /// <inheritdoc cref="InFlight{TIn, TOut}.TryPeekWaiting" />
    public bool TryPeekWaiting([NotNullWhen(true)] out Parcel<TIn>? parcel) => held.TryPeekWaiting(out parcel);

    /// <inheritdoc cref="InFlight{TIn, TOut}.Begin" />
    public void Begin(long ticket) => held.Begin(ticket);

    /// <inheritdoc cref="InFlight{TIn, TOut}.Finish" />
    public void Finish(long ticket, TOut? output) => held.Finish(ticket, output);

    /// <summary>The parcel's element is lost here: it is counted and disposed of, and travels on empty.</summary>
    public void Lose(Parcel<TIn> parcel)
    {
        metrics.OnFailed();
        parcel.Dispose();
        held.Finish(parcel.Ticket, null);
    }

    /// <summary>Passes on what is finished and wanted, and asks upstream for as many.</summary>
    public void Send()
    {
        while (downstream.Wants && held.TryTakeFinished(out var result))
        {
            downstream.Send(result);
            upstream.Tell(Request.One);
        }

        metrics.SetHeld(held.Count);
    }

    /// <summary>The same once nothing more comes; true when nothing is held any more, which downstream then knows.</summary>
    public bool SendToTheEnd()
    {
        Send();
        if (held.Count > 0)
        {
            return false;
        }

        downstream.Complete();
        return true;
    }

    /// <inheritdoc cref="InFlight{TIn, TOut}.Clear" />
    public void Clear() => held.Clear();
}
