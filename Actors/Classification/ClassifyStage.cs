using Vitrine.Dataflow.Stages;

namespace Vitrine.Classification;

/// <summary>A classifier's node. In: the faces of a frame that are due. Out: a vote for each. Owns its network.</summary>
public sealed class ClassifyStage(FaceNetwork network) : IStage<FacesDue, Votes>
{
    /// <inheritdoc />
    public Votes Process(FacesDue input)
    {
        var pixels = input.Frame.Pixels;
        var votes = new Votes([
            .. input.Faces.Select(face => new Vote(face.TrackId, network.Classify(pixels, face.Face.Box))),
        ]);
        input.Dispose();
        return votes;
    }

    /// <inheritdoc />
    public void Dispose() => network.Dispose();
}
