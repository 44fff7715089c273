using OpenCvSharp;

namespace Vitrine.Detection.Haar;

/// <summary>The Haar cascade on a grey picture.</summary>
public sealed class HaarDetector : IFaceDetector
{
    private readonly HaarCascade cascade;
    private readonly HaarParameters parameters;
    private readonly Mat grey = new();
    private readonly List<Rect> found = [];

    /// <param name="path">The cascade's XML file.</param>
    /// <param name="parameters">Scale, neighbours, sizes.</param>
    /// <exception cref="InvalidDataException">The file is missing or no cascade.</exception>
    public HaarDetector(string path, HaarParameters parameters)
    {
        cascade = HaarCascade.Load(path);
        this.parameters = parameters;
    }

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
