using OpenCvSharp;

namespace Vitrine.Vision.Detection;

/// <summary>The Haar cascade on a grey picture.</summary>
/// <param name="cascade">Does the search; disposed of with this.</param>
/// <param name="parameters">Scale, neighbours, sizes.</param>
public sealed class HaarDetector(HaarCascade cascade, HaarParameters parameters) : IFaceDetector
{
    private readonly Mat grey = new();
    private readonly List<Rect> found = [];

    /// <summary>Registers it.</summary>
    public static DetectorKind Kind { get; } =
        new("haar")
        {
            Matches = _ => true,
            File = options => options.Cascade,
            SeesColour = false,
            Describe = options => $"Haar ({Path.GetFileName(options.Cascade)})",
            Load = options =>
            {
                var cascade = HaarCascade.Load(options.Cascade);
                return smallest => new HaarDetector(
                    cascade.Twin(),
                    smallest is { } side ? options.Haar with { MinSize = side } : options.Haar
                );
            },
        };

    /// <inheritdoc />
    public void Detect(Mat picture, IList<FaceDetection> faces)
    {
        faces.Clear();
        Cv2.CvtColor(picture, grey, ColorConversionCodes.BGR2GRAY);
        cascade.Detect(grey, parameters, found);
        foreach (var box in found)
        {
            faces.Add(new FaceDetection(new Box(box.X, box.Y, box.Width, box.Height), Score: 1));
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        cascade.Dispose();
        grey.Dispose();
    }
}
