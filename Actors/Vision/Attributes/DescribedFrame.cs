using Vitrine.Dataflow;
using Vitrine.Vision.Tracking;

namespace Vitrine.Vision.Attributes;

/// <summary>A frame with what both classifiers say of the faces that were due. Owns the frame.</summary>
/// <param name="Tracked">The frame and its people.</param>
/// <param name="Ages">The age network's votes; null when none were asked for, or it failed.</param>
/// <param name="Genders">The gender network's votes; likewise.</param>
public sealed record DescribedFrame(TrackedFrame Tracked, Votes? Ages, Votes? Genders) : IDisposable, ILocalOnly
{
    /// <summary>Gives the frame back.</summary>
    public void Dispose() => Tracked.Dispose();
}
