namespace Vitrine.Dataflow;

/// <summary>
/// One hold on a pooled thing. Whoever has the lease owns it: passes it on with its message, or disposes of it.
/// <see cref="Share"/> adds a hold for a parallel branch; the thing goes back when the last hold is disposed of.
/// Disposing twice is harmless.
/// </summary>
public sealed class Lease<T> : IDisposable, ILocalOnly
    where T : class, IDisposable
{
    private readonly Holders holders;
    private int disposed;

    internal Lease(LeasePool<T> pool, T item)
        : this(new Holders(pool, item)) { }

    private Lease(Holders holders) => this.holders = holders;

    /// <summary>The leased thing.</summary>
    /// <exception cref="ObjectDisposedException">This lease was given back.</exception>
    public T Value
    {
        get
        {
            ObjectDisposedException.ThrowIf(Volatile.Read(ref disposed) == 1, this);
            return holders.Item;
        }
    }

    /// <summary>A second hold on the same thing, to be disposed of on its own.</summary>
    public Lease<T> Share()
    {
        ObjectDisposedException.ThrowIf(Volatile.Read(ref disposed) == 1, this);
        Interlocked.Increment(ref holders.Count);
        return new Lease<T>(holders);
    }

    /// <inheritdoc />
    public void Dispose()
    {
        if (Interlocked.Exchange(ref disposed, 1) == 0 && Interlocked.Decrement(ref holders.Count) == 0)
        {
            holders.Pool.Return(holders.Item);
        }
    }

    private sealed class Holders(LeasePool<T> pool, T item)
    {
        public readonly LeasePool<T> Pool = pool;
        public readonly T Item = item;
        public int Count = 1;
    }
}

#pragma warning disable MA0048 // What makes a lease safe to hold and to lose.
/// <summary>
/// Marks what must never leave this process: leased native memory, and every message that carries it. The wire's
/// serializer refuses it loudly.
/// </summary>
public interface ILocalOnly;

/// <summary>Leases held on behalf of one element.</summary>
internal static class Leased
{
    /// <summary>Gives back whatever leases these hold, and forgets them.</summary>
    public static void GiveBack<T>(T?[] held)
        where T : class
    {
        foreach (var leased in held.OfType<IDisposable>())
        {
            leased.Dispose();
        }

        Array.Clear(held);
    }
}
#pragma warning restore MA0048
