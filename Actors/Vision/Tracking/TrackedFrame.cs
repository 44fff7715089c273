using Vitrine.Dataflow;
using Vitrine.Vision.Detection;

namespace Vitrine.Vision.Tracking;

/// <summary>A frame whose faces belong to people. Owns the frame.</summary>
/// <param name="Detected">The frame and its faces.</param>
/// <param name="Step">Who is where, who is new, who left.</param>
public sealed record TrackedFrame(DetectedFrame Detected, TrackerStep Step) : IDisposable, ILocalOnly
{
    /// <summary>Gives the frame back.</summary>
    public void Dispose() => Detected.Dispose();
}
