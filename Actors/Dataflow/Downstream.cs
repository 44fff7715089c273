using Akka.Actor;

namespace Vitrine.Dataflow;

/// <summary>A node's way to the next one: sends only what was asked for, and counts it.</summary>
/// <param name="next">The next node; null behind the last one, where parcels end and give their leases back.</param>
/// <param name="metrics">Counts what goes out.</param>
internal sealed class Downstream<T>(IActorRef? next, NodeMetrics metrics)
    where T : class
{
    private int requested;

    /// <summary>Whether one more parcel is welcome.</summary>
    public bool Wants => next is null || requested > 0;

    /// <summary>Tells the next node where to ask.</summary>
    public void Attach() => next?.Tell(Dataflow.Attach.Instance);

    /// <summary>The next node has room for that many more.</summary>
    public void Grant(int count) => requested += count;

    /// <summary>Sends a parcel that is wanted.</summary>
    public void Send(Parcel<T> parcel)
    {
        if (parcel.Value is not null)
        {
            metrics.OnSent();
        }

        if (next is null)
        {
            parcel.Dispose();
            return;
        }

        requested--;
        next.Tell(parcel);
    }

    /// <summary>Says that nothing more comes.</summary>
    public void Complete() => next?.Tell(Completed.Instance);
}
