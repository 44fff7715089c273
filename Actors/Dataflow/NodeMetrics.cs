namespace Vitrine.Dataflow;

/// <summary>What a node measures of itself. Written by the node, read by anyone at any time.</summary>
/// <param name="name">The node's name.</param>
/// <param name="clock">Decides which service times are recent.</param>
public sealed class NodeMetrics(string name, TimeProvider clock)
{
    private long received;
    private long sent;
    private long empty;
    private long dropped;
    private long failed;
    private long restarts;
    private int held;
    private int degraded;

    /// <summary>The node's name.</summary>
    public string Name { get; } = name;

    /// <summary>
    /// What is published of the counts of elements and times in work is a multiple of it, rounded down: more than 1 where an
    /// element would say too much. Set before the first element.
    /// </summary>
    public int Step
    {
        get;
        set => ServiceTime.Batch = field = value;
    } = 1;

    /// <summary>A count as it is published.</summary>
    public long Published(long count) => count - (count % Step);

    /// <summary>Elements that came in (for a source: that were read, readable or not).</summary>
    public long Received => Interlocked.Read(ref received);

    /// <summary>Elements that went out.</summary>
    public long Sent => Interlocked.Read(ref sent);

    /// <summary>Parcels that came in empty, their element lost upstream.</summary>
    public long Empty => Interlocked.Read(ref empty);

    /// <summary>Elements replaced by newer ones before anyone took them; only a source drops.</summary>
    public long Dropped => Interlocked.Read(ref dropped);

    /// <summary>Elements that failed here.</summary>
    public long Failed => Interlocked.Read(ref failed);

    /// <summary>Restarts of a worker.</summary>
    public long Restarts => Interlocked.Read(ref restarts);

    /// <summary>Parcels held now, waiting, in work or finished.</summary>
    public int Held => Volatile.Read(ref held);

    /// <summary>Workers that are degraded now.</summary>
    public int Degraded => Volatile.Read(ref degraded);

    /// <summary>Time that one element took in work.</summary>
    public DurationHistogram ServiceTime { get; } = new(clock);

    internal void OnReceived() => Interlocked.Increment(ref received);

    internal void OnSent() => Interlocked.Increment(ref sent);

    internal void OnEmpty() => Interlocked.Increment(ref empty);

    internal void OnDropped() => Interlocked.Increment(ref dropped);

    internal void OnFailed() => Interlocked.Increment(ref failed);

    internal void OnRestarted() => Interlocked.Increment(ref restarts);

    internal void OnDegraded() => Interlocked.Increment(ref degraded);

    internal void OnRetried() => Interlocked.Decrement(ref degraded);

    internal void SetHeld(int count) => Volatile.Write(ref held, count);
}
