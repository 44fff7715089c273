using OpenCvSharp;
using Vitrine.Vision.Detection;

namespace Vitrine.Tests.Vision.Detection;

/// <summary>Finds the same faces in every picture, and remembers what it was given.</summary>
internal sealed class FixedDetector(params FaceDetection[] found) : IFaceDetector
{
    public Size Given { get; private set; }

    public bool IsDisposed { get; private set; }

    public void Detect(Mat picture, IList<FaceDetection> faces)
    {
        Given = picture.Size();
        faces.Clear();
        Array.ForEach(found, faces.Add);
    }

    public void Dispose() => IsDisposed = true;
}
