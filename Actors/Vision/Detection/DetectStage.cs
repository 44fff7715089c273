using OpenCvSharp;
using Vitrine.Dataflow;

namespace Vitrine.Vision.Detection;

/// <summary>
/// The detector's node. In: frames. Out: what was observed in each, so far its faces. Owns its detector; remembers nothing between
/// frames, so several may work side by side.
/// </summary>
public sealed class DetectStage(IFaceDetector detector) : IStage<Frame, Observation>
{
    private readonly List<FaceDetection> faces = [];

    /// <summary>Reads what the detector needs, once; each call then makes a stage with a detector of its own.</summary>
    /// <exception cref="InvalidDataException">The cascade is missing or none, or YuNet's file is no network.</exception>
    public static Func<DetectStage> Factory(DetectorOptions options)
    {
        var open = options.Kind.Load(options);
        return () => Ready(open(null), options.Width);
    }

    /// <inheritdoc />
    public Observation Process(Frame input)
    {
        detector.Detect(input.Pixels, faces);
        return new Observation(input) { Faces = [.. faces] };
    }

    /// <inheritdoc />
    public void Dispose() => detector.Dispose();

    /// <summary>One search on noise, so that what is compiled or allocated late is so now, and not on the first picture.</summary>
    private static DetectStage Ready(IFaceDetector detector, int width)
    {
        using var noise = new Mat(120, 160, MatType.CV_8UC3);
        Cv2.Randu(noise, Scalar.Black, Scalar.White);
        detector.Detect(noise, []);
        return new DetectStage(new ScaledDetector(detector, width));
    }
}
