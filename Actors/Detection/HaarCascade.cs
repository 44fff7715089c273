using OpenCvSharp;

namespace Vitrine.Detection;

/// <summary>placeholder</summary>
public sealed class HaarCascade : IDisposable
{
    private readonly CascadeClassifier inner;
    private HaarCascade(string path) => inner = new CascadeClassifier(path);
    /// <summary>placeholder</summary>
    public static HaarCascade Load(string path) => File.Exists(path) ? new(path) : throw new InvalidDataException($"cascade '{path}' is not there");
    /// <summary>placeholder</summary>
    public void Detect(Mat gray8, HaarParameters p, IList<Rect> into) { into.Clear(); foreach (var r in inner.DetectMultiScale(gray8, p.ScaleFactor, p.MinNeighbours, HaarDetectionTypes.ScaleImage, new Size(p.MinSize, p.MinSize))) into.Add(r); }
    /// <inheritdoc />
    public void Dispose() => inner.Dispose();
}
