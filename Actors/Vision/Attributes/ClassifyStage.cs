using System.Collections.Immutable;
using OpenCvSharp;
using Vitrine.Dataflow;
using Vitrine.Models;
using Vitrine.Vision.Detection;

namespace Vitrine.Vision.Attributes;

/// <summary>
/// A classifier's node. In: the faces of a frame that are due. Out: a vote for each. Owns its network, and exchanges it
/// between two frames for the one that its slot has ready.
/// </summary>
public sealed class ClassifyStage : IStage<Observation, Votes>
{
    private readonly ModelSlot slot;
    private readonly TimeProvider clock;
    private FaceNetwork network;

    /// <param name="slot">Knows which model is live.</param>
    /// <param name="clock">Measures how long a face takes.</param>
    /// <exception cref="InvalidModelException">The live model cannot be loaded.</exception>
    public ClassifyStage(ModelSlot slot, TimeProvider clock)
    {
        (this.slot, this.clock) = (slot, clock);
        network = slot.Load();
    }

    /// <inheritdoc />
    public Votes Process(Observation input)
    {
        network = slot.Current(network);
        var (pixels, watch) = (input.Frame.Pixels, slot.Watch);
        var votes = new Votes(
            slot.Task,
            [.. input.Due.Select(face => new Vote(face.TrackId, Classify(pixels, face.Face, watch)))]
        );
        input.Dispose();
        return votes;
    }

    /// <inheritdoc />
    public void Dispose() => network.Dispose();

    private ImmutableArray<float> Classify(Mat pixels, FaceDetection face, FaceWatch? watch)
    {
        if (watch is null)
        {
            return network.Classify(pixels, face);
        }

        var begun = clock.GetTimestamp();
        ImmutableArray<float> said = default;
        try
        {
            return said = network.Classify(pixels, face);
        }
        finally
        {
            watch(pixels, face, said, clock.GetElapsedTime(begun));
        }
    }
}
