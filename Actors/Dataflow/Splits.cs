namespace Vitrine.Dataflow;

/// <summary>
/// The elements that a fork has split and not yet joined, with the results that have come so far, at most
/// <paramref name="capacity"/>. Knows nothing of actors.
/// </summary>
/// <param name="capacity">Elements it can hold.</param>
/// <param name="newResults">Makes a list of results, one place for each branch; lists are used again.</param>
internal sealed class Splits<TIn>(int capacity, Func<object?[]> newResults)
    where TIn : class
{
    private readonly Dictionary<long, Split> open = new(capacity);
    private readonly Stack<Split> spare = new(capacity);

    /// <summary>Remembers an element; the caller counts the parts it sends in <see cref="Split.Missing"/>.</summary>
    public Split Open(Parcel<TIn> parcel)
    {
        var split = spare.TryPop(out var used) ? used : new Split(newResults());
        split.Parcel = parcel;
        open.Add(parcel.Ticket, split);
        return split;
    }

    /// <summary>Takes a branch's result in.</summary>
    public Split Put(int branch, IParcel result)
    {
        var split = open[result.Ticket];
        split.Results[branch] = result.Content;
        split.Missing--;
        return split;
    }

    /// <summary>Forgets a joined element; its results are no longer held.</summary>
    public void Close(Split split)
    {
        open.Remove(split.Parcel.Ticket);
        Array.Clear(split.Results);
        spare.Push(split);
    }

    /// <summary>Gives back the results that wait for others.</summary>
    public void Clear()
    {
        foreach (var split in open.Values)
        {
            Leased.GiveBack(split.Results);
        }

        open.Clear();
    }

    internal sealed class Split(object?[] results)
    {
        /// <summary>The element.</summary>
        public Parcel<TIn> Parcel { get; set; } = null!;

        /// <summary>Parts still on their way.</summary>
        public int Missing { get; set; }

        /// <summary>One for each branch; null until it came, and where there is none.</summary>
        public object?[] Results { get; } = results;
    }
}
