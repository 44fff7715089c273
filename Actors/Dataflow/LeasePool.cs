using System.Collections.Concurrent;
using Akka.Actor;
using Akka.Event;

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
    private readonly Lazy<int> limit;
    private readonly Func<T> make;
    private int outstanding;
    private int disposed;

    /// <param name="limit">Leases that may be out at once, 1 or more.</param>
    /// <param name="make">Makes one more thing when none is idle.</param>
    public LeasePool(int limit, Func<T> make)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        this.limit = new Lazy<int>(limit);
        this.make = make;
    }

    /// <summary>A pool for a graph whose source needs the pool before the graph, which sets the limit, exists.</summary>
    /// <param name="limit">For example a <see cref="Graph.PoolSize"/>; asked for at the first lease.</param>
    /// <param name="make">Makes one more thing when none is idle.</param>
    public LeasePool(Func<int> limit, Func<T> make)
    {
        this.limit = new Lazy<int>(limit);
        this.make = make;
    }

    /// <summary>Leases that may be out at once.</summary>
    public int Limit => limit.Value;

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

#pragma warning disable MA0048 // It brings back to the pool what no actor will.
/// <summary>
/// Gives back the leases of messages that reached nobody, because their actor was stopped by force. The
/// last resort: a graph that ends in order leaves it nothing to do.
/// </summary>
internal sealed class LeaseReclaimer : ExtensionIdProvider<LeaseReclaimer>, IExtension
{
    /// <inheritdoc />
    public override LeaseReclaimer CreateExtension(ExtendedActorSystem system)
    {
        var reclaiming = system.SystemActorOf(Props.Create(() => new Reclaiming()), "vitrine-leases");
        system.EventStream.Subscribe(reclaiming, typeof(DeadLetter));
        return this;
    }

    private sealed class Reclaiming : ReceiveActor
    {
        public Reclaiming() =>
            Receive<DeadLetter>(letter =>
            {
                if (letter.Message is ILocalOnly and IDisposable leased)
                {
                    leased.Dispose();
                }
            });
    }
}
#pragma warning restore MA0048
