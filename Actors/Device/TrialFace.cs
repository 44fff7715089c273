using System.Collections.Immutable;
using OpenCvSharp;
using Vitrine.Dataflow;
using Vitrine.Vision.Detection;

namespace Vitrine.Device;

/// <summary>A face that the live model described, cut out of its picture for the other model. Owns its pixels.</summary>
/// <param name="Pixels">The face and what is around it.</param>
/// <param name="Face">The face in it.</param>
/// <param name="Said">The live model's probabilities.</param>
/// <param name="Took">Its time.</param>
internal sealed record TrialFace(Mat Pixels, FaceDetection Face, ImmutableArray<float> Said, TimeSpan Took)
    : IDisposable,
        ILocalOnly
{
    /// <summary>Its name alone: pixels may be gone already, and what a model said of a face is for no log.</summary>
    public override string ToString() => nameof(TrialFace);

    /// <inheritdoc />
    public void Dispose() => Pixels.Dispose();
}
