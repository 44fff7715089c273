using System.Collections.Immutable;
using Vitrine.Dataflow;

namespace Vitrine.Vision.Detection;

/// <summary>A frame with the faces found in it. Owns the frame.</summary>
/// <param name="Frame">The picture.</param>
/// <param name="Faces">What was found, in pixels of the frame.</param>
public sealed record DetectedFrame(Frame Frame, ImmutableArray<FaceDetection> Faces) : IDisposable, ILocalOnly
{
    /// <summary>Gives the frame back.</summary>
    public void Dispose() => Frame.Dispose();
}
