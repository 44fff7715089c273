using System.Runtime;

namespace Vitrine.Training.Network;

/// <summary>
/// Keeps the garbage collector still while networks learn. TorchSharp 0.107 wraps every number that an operation takes (a
/// factor, an exponent) in an object, and holds that no longer than until the native call begins: a collection in that moment
/// frees the number before it is read. So collections wait for a moment between two steps. One at a time in a process.
/// </summary>
public sealed class CollectionPause : IDisposable
{
    // What may be allocated without a collection, in bytes: some hundred steps' worth.
    private const long Room = 512L << 20;

    private long collectedAt;

    /// <summary>Begins the pause.</summary>
    public CollectionPause() => Begin();

    /// <summary>Call between two steps, while no operation runs: collects when half of the room is used.</summary>
    public void BetweenSteps()
    {
        if (!IsOn || GC.GetTotalAllocatedBytes() - collectedAt > Room / 2)
        {
            End();
            GC.Collect();
            GC.WaitForPendingFinalizers();
            Begin();
        }
    }

    /// <inheritdoc />
    public void Dispose() => End();

    // Off again by itself once more than the room was allocated.
    private static bool IsOn => GCSettings.LatencyMode == GCLatencyMode.NoGCRegion;

    private void Begin()
    {
        collectedAt = GC.GetTotalAllocatedBytes();
        GC.TryStartNoGCRegion(Room);
    }

    private static void End()
    {
        if (IsOn)
        {
            GC.EndNoGCRegion();
        }
    }
}
