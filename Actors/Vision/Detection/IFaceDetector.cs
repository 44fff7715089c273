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

/// <summary>A face that a detector found in one frame.</summary>
/// <param name="Box">Where, in pixels of the frame.</param>
/// <param name="Score">How sure the detector is, 0 to 1; 1 where it gives no score.</param>
/// <param name="Landmarks">Eyes, nose and mouth; null where the detector gives none.</param>
public readonly record struct FaceDetection(Box Box, float Score, FaceLandmarks? Landmarks = null)
{
    /// <summary>The face, moved.</summary>
    /// <param name="x">To the right, in pixels.</param>
    /// <param name="y">Down, in pixels.</param>
    public FaceDetection Moved(float x, float y) =>
        this with
        {
            Box = Box with { X = Box.X + x, Y = Box.Y + y },
            Landmarks = Landmarks?.Moved(point => new Spot(point.X + x, point.Y + y)),
        };

    /// <summary>The face in the same picture of another size.</summary>
    /// <param name="scale">Pixels there for one here.</param>
    public FaceDetection Scaled(float scale) =>
        this with
        {
            Box = new Box(Box.X * scale, Box.Y * scale, Box.Width * scale, Box.Height * scale),
            Landmarks = Landmarks?.Moved(point => new Spot(point.X * scale, point.Y * scale)),
        };
}
