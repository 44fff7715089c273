using System.Collections.Immutable;
using Vitrine.Dataflow;
using Vitrine.Vision.Tracking;

namespace Vitrine.Vision.Attributes;

/// <summary>The faces of one frame that are to be classified, with a hold of their own on the picture.</summary>
/// <param name="Frame">The picture, shared with the other classifier.</param>
/// <param name="Faces">The faces in it.</param>
public sealed record FacesDue(Frame Frame, ImmutableArray<Sighting> Faces) : IDisposable, ILocalOnly
{
    /// <summary>A classifier's part of a frame; null when no face is due.</summary>
    public static FacesDue? Of(DueFrame frame) =>
        frame.Due.IsEmpty ? null : new FacesDue(frame.Tracked.Detected.Frame.Share(), frame.Due);

    /// <summary>Gives this hold back.</summary>
    public void Dispose() => Frame.Dispose();
}
