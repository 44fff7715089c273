using OpenCvSharp;

namespace Vitrine.Vision.Detection;

/// <summary>Finds faces in a picture. Owns native memory and belongs to one thread.</summary>
public interface IFaceDetector : IDisposable
{
    /// <summary>Finds the faces.</summary>
    /// <param name="picture">Height x width x 3, 8 bit, BGR; not changed.</param>
    /// <param name="faces">Cleared, then filled with what was found, in pixels of <paramref name="picture"/>.</param>
    void Detect(Mat picture, IList<FaceDetection> faces);
}
