using System.Collections.Immutable;

namespace Vitrine.Fleet.Hub;

/// <summary>
/// Which devices' chunks are being read: one for each device, and no more than a few at the same time, the others in the
/// order in which they asked. A device that asks again before it was answered only replaces what it asked for. So memory
/// is bounded by <see cref="Most"/> chunks, and a slow device waits for itself alone. Pure.
/// </summary>
/// <typeparam name="TDevice">Who asks.</typeparam>
/// <typeparam name="TPull">What for.</typeparam>
public sealed record ServingState<TDevice, TPull>
    where TDevice : notnull
{
    /// <summary>Chunks that are read at the same time, at most.</summary>
    public const int Most = 32;

    /// <summary>Devices that wait for their turn, at most; a further one's pull is dropped, and asked for again by the device.</summary>
    public const int MostWaiting = 10_000;

    private ImmutableHashSet<TDevice> Reading { get; init; } = [];

    private ImmutableDictionary<TDevice, TPull> Asked { get; init; } = ImmutableDictionary<TDevice, TPull>.Empty;

    private ImmutableQueue<TDevice> Waiting { get; init; } = [];

    /// <summary>Pulls that were dropped or replaced.</summary>
    public long Dropped { get; private init; }

    /// <summary>Chunks that are being read.</summary>
    public int Count => Reading.Count;

    /// <summary>A device asks.</summary>
    public ServingState<TDevice, TPull> Ask(TDevice device, TPull pull)
    {
        if (Asked.ContainsKey(device))
        {
            return this with { Asked = Asked.SetItem(device, pull), Dropped = Dropped + 1 };
        }

        return Asked.Count >= MostWaiting || Reading.Contains(device)
            ? this with
            {
                Dropped = Dropped + 1,
            }
            : this with
            {
                Asked = Asked.Add(device, pull),
                Waiting = Waiting.Enqueue(device),
            };
    }

    /// <summary>The next chunk to read; null: none, or enough are read already.</summary>
    public (ServingState<TDevice, TPull> Next, (TDevice Device, TPull Pull)? Read) Begin()
    {
        if (Reading.Count >= Most || Waiting.IsEmpty)
        {
            return (this, null);
        }

        var rest = Waiting.Dequeue(out var device);
        var next = this with { Waiting = rest, Asked = Asked.Remove(device), Reading = Reading.Add(device) };
        return (next, (device, Asked[device]));
    }

    /// <summary>A device was answered.</summary>
    public ServingState<TDevice, TPull> End(TDevice device) => this with { Reading = Reading.Remove(device) };
}
