using System.Diagnostics.CodeAnalysis;

namespace Vitrine.Dataflow;

/// <summary>
/// The parcels that a node holds, in order of arrival, never more than <see cref="Capacity"/>. Work may finish in any
/// order; results leave in the order in which their inputs came. Knows nothing of actors; allocates nothing per parcel.
/// </summary>
internal sealed class InFlight<TIn, TOut>(int capacity)
    where TIn : class
    where TOut : class
{
    private readonly Place[] places = new Place[capacity];
    private int first;

    private enum Phase
    {
        Waiting,
        InWork,
        Finished,
    }

    /// <summary>Parcels it can hold.</summary>
    public int Capacity => places.Length;

    /// <summary>Parcels it holds.</summary>
    public int Count { get; private set; }

    /// <summary>Takes a parcel in. An empty one has nothing to be worked on and is finished at once.</summary>
    /// <exception cref="InvalidOperationException">More was sent than asked for.</exception>
    public void Accept(Parcel<TIn> parcel)
    {
        if (Count == Capacity)
        {
            throw new InvalidOperationException(
                $"Parcel {parcel.Ticket} came without demand; all {Capacity} places are taken."
            );
        }

        ref var place = ref PlaceAt(Count++);
        place = parcel.Value is null
            ? new Place(Phase.Finished, parcel.Ticket, null, null)
            : new Place(Phase.Waiting, parcel.Ticket, parcel, null);
    }

    /// <summary>The oldest parcel that nobody works on yet; it stays waiting until <see cref="Begin"/>.</summary>
    public bool TryPeekWaiting([NotNullWhen(true)] out Parcel<TIn>? parcel)
    {
        for (var i = 0; i < Count; i++)
        {
            ref var place = ref PlaceAt(i);
            if (place.Phase == Phase.Waiting)
            {
                parcel = place.Input!;
                return true;
            }
        }

        parcel = null;
        return false;
    }

    /// <summary>Marks a waiting parcel as worked on.</summary>
    public void Begin(long ticket) => Find(ticket).Phase = Phase.InWork;

    /// <summary>Puts a result where its input was; null says that there is none. The input is no longer held.</summary>
    public void Finish(long ticket, TOut? output)
    {
        ref var place = ref Find(ticket);
        place = new Place(Phase.Finished, ticket, null, output);
    }

    /// <summary>Takes the oldest parcel out if its result is there.</summary>
    public bool TryTakeFinished([NotNullWhen(true)] out Parcel<TOut>? result)
    {
        result = null;
        if (Count == 0 || places[first].Phase != Phase.Finished)
        {
            return false;
        }

        result = new Parcel<TOut>(places[first].Ticket, places[first].Output);
        places[first] = default;
        first = (first + 1) % Capacity;
        Count--;
        return true;
    }

    /// <summary>Gives back everything it holds.</summary>
    public void Clear()
    {
        for (; Count > 0; Count--)
        {
            ref var place = ref PlaceAt(Count - 1);
            place.Input?.Dispose();
            (place.Output as IDisposable)?.Dispose();
            place = default;
        }
    }

    private ref Place PlaceAt(int offset) => ref places[(first + offset) % Capacity];

    private ref Place Find(long ticket)
    {
        for (var i = 0; i < Count; i++)
        {
            ref var place = ref PlaceAt(i);
            if (place.Ticket == ticket && place.Phase != Phase.Finished)
            {
                return ref place;
            }
        }

        throw new InvalidOperationException($"Parcel {ticket} is not being worked on here.");
    }

    private record struct Place(Phase Phase, long Ticket, Parcel<TIn>? Input, TOut? Output);
}
