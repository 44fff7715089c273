using System.Collections.Concurrent;

namespace Vitrine.Dataflow;

/// <summary>
/// A bounded pool of costly things, lent out one lease at a time. What comes back is lent again, so a steady flow makes
/// nothing new.
/// </summary>
/// <typeparam name="T">The pooled thing, for example a picture's native memory.</typeparam>
public sealed class LeasePool<T> : IDisposable
    where T : class, IDisposable
{
    private readonly ConcurrentBag<T> idle = [];
    private readonly Func<T> make;
    private int outstanding;
    private int disposed;

    /// <param name="limit">Leases that may be out at once, 1 or more.</param>
    /// <param name="make">Makes one more thing when none is idle.</param>
    public LeasePool(int limit, Func<T> make)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        Limit = limit;
        this.make = make;
    }

    /// <summary>Leases that may be out at once.</summary>
    public int Limit { get; }

    /// <summary>Leases that are out now; 0 once a graph has stopped.</summary>
    public int Outstanding => Volatile.Read(ref outstanding);

    /// <summary>Lends one thing.</summary>
    /// <exception cref="InvalidOperationException">
    /// All <see cref="Limit"/> leases are out: the graph holds more than its bounds allow, which is a defect in it.
    /// </exception>
    public Lease<T> Rent()
    {
        ObjectDisposedException.ThrowIf(Volatile.Read(ref disposed) == 1, this);
        if (Interlocked.Increment(ref outstanding) > Limit)
        {
            Interlocked.Decrement(ref outstanding);
            throw new InvalidOperationException(
                $"All {Limit} leases of the pool are out; some stage keeps what it should return."
            );
        }

        return new Lease<T>(this, idle.TryTake(out var item) ? item : MakeOrReturnSlot());
    }

    /// <summary>Frees what is idle; leases still out free their thing when they come back.</summary>
    public void Dispose()
    {
        Volatile.Write(ref disposed, 1);
        DisposeIdle();
    }

    internal void Return(T item)
    {
        idle.Add(item);
        Interlocked.Decrement(ref outstanding);
        if (Volatile.Read(ref disposed) == 1)
        {
            DisposeIdle();
        }
    }

    private T MakeOrReturnSlot()
    {
        try
        {
            return make();
        }
        catch
        {
            Interlocked.Decrement(ref outstanding);
            throw;
        }
    }

    private void DisposeIdle()
    {
        while (idle.TryTake(out var item))
        {
            item.Dispose();
        }
    }
}
