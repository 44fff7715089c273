using OpenCvSharp;

namespace Vitrine.Vision.Detection;

/// <summary>Searches a wide picture at a smaller width, which costs less, and gives the boxes in the picture's own pixels.</summary>
/// <param name="inner">Does the search; disposed of with this.</param>
/// <param name="width">The greatest width searched, in pixels.</param>
public sealed class ScaledDetector(IFaceDetector inner, int width) : IFaceDetector
{
    private readonly Mat small = new();

    /// <inheritdoc />
    public void Detect(Mat picture, IList<FaceDetection> faces)
    {
        if (picture.Width <= width)
        {
            inner.Detect(picture, faces);
            return;
        }

        var scale = (float)picture.Width / width;
        var height = Math.Max(1, (int)MathF.Round(picture.Height / scale));
        Cv2.Resize(picture, small, new Size(width, height), interpolation: InterpolationFlags.Area);
        inner.Detect(small, faces);
        for (var i = 0; i < faces.Count; i++)
        {
            faces[i] = faces[i].Scaled(scale);
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        inner.Dispose();
        small.Dispose();
    }
}
