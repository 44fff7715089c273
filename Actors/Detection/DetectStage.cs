using Vitrine.Detection.Haar;
using Vitrine.Dataflow.Stages;
using Vitrine.Frames;

namespace Vitrine.Detection;

/// <summary>
/// The detector's node. In: frames. Out: the same frames with their faces. Owns its detector; remembers nothing between
/// frames, so several may work side by side.
/// </summary>
public sealed class DetectStage(IFaceDetector detector) : IStage<Frame, DetectedFrame>
{
    private readonly List<FaceDetection> faces = [];

    /// <summary>The detector that the options ask for.</summary>
    /// <exception cref="IOException">A file that it needs is missing.</exception>
    /// <exception cref="InvalidDataException">The cascade is none.</exception>
    public static DetectStage Create(DetectorOptions options)
    {
        IFaceDetector detector = options.YuNet is { } model
            ? new YuNetDetector(model, options.YuNetScore)
            : new HaarDetector(options.Cascade, options.Haar);
        return new DetectStage(new ScaledDetector(detector, options.Width));
    }

    /// <inheritdoc />
    public DetectedFrame Process(Frame input)
    {
        detector.Detect(input.Pixels, faces);
        return new DetectedFrame(input, [.. faces]);
    }

    /// <inheritdoc />
    public void Dispose() => detector.Dispose();
}
