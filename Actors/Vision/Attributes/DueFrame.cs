using System.Collections.Immutable;
using Vitrine.Dataflow;
using Vitrine.Vision.Tracking;

namespace Vitrine.Vision.Attributes;

/// <summary>A frame with the faces that are worth classifying now. Owns the frame.</summary>
/// <param name="Tracked">The frame and its people.</param>
/// <param name="Due">Those faces; mostly none.</param>
public sealed record DueFrame(TrackedFrame Tracked, ImmutableArray<Sighting> Due) : IDisposable, ILocalOnly
{
    /// <summary>Gives the frame back.</summary>
    public void Dispose() => Tracked.Dispose();
}
