using System.Collections.Immutable;
using Vitrine.Dataflow;
using Vitrine.Vision.Attributes;
using Vitrine.Vision.Counting;
using Vitrine.Vision.Detection;
using Vitrine.Vision.Tracking;

namespace Vitrine.Vision;

/// <summary>
/// One picture, and all that is known of it by now: it goes through the graph, and each node adds what it finds. Owns the
/// picture. One node has it at a time, so nothing in it is locked, and a picture without a face costs one small object.
/// </summary>
/// <param name="frame">The picture; the observation's from now on.</param>
public sealed class Observation(Frame frame) : IDisposable, ILocalOnly
{
    /// <summary>The picture.</summary>
    public Frame Frame { get; } = frame;

    /// <summary>What the detector found, in pixels of the frame.</summary>
    public ImmutableArray<FaceDetection> Faces { get; set; } = [];

    /// <summary>What the tracker made of it: who is where, who is new, who left.</summary>
    public TrackerStep People { get; set; } = new(TrackerState.Empty, [], [], []);

    /// <summary>The faces that are worth classifying now; mostly none.</summary>
    public ImmutableArray<Sighting> Due { get; set; } = [];

    /// <summary>What the classifiers say of the faces that were due, an entry for each attribute; a failed one has none.</summary>
    public ImmutableArray<Votes> Votes { get; set; } = [];

    /// <summary>What is counted up to and with this picture.</summary>
    public AggregateState Counted { get; set; } = AggregateState.Empty;

    /// <summary>The picture's width and height.</summary>
    public FrameSize Size => new(Frame.Pixels.Width, Frame.Pixels.Height);

    /// <summary>A classifier's part: the faces that are due, with a lease of its own on the picture; null when none is.</summary>
    public Observation? ShareDue() => Due.IsEmpty ? null : new Observation(Frame.Share()) { Due = Due };

    /// <summary>Gives the picture back.</summary>
    public void Dispose() => Frame.Dispose();
}
