using OpenCvSharp;
using Vitrine.Detection;
using Vitrine.Detection.Haar;
using Vitrine.Frames;

namespace Vitrine.Training.Faces;

/// <summary>
/// Finds the one face of a training picture with the edge's own detector, so that training sees faces cropped as the edge
/// will crop them. Pictures that were cropped tightly lack what the detector needs around a face: they are searched with
/// their border repeated outwards by a quarter of their size. Belongs to one thread.
/// </summary>
public sealed class FaceFinder : IDisposable
{
    /// <summary>Names the way of finding, for what is kept on disk.</summary>
    public const string Version = "haar-default-padded-0.25-1";

    private const double PaddingShare = 0.25;

    // A training picture shows one face, about as large as itself.
    private const double LeastShare = 0.35;

    private readonly HaarDetector detector;
    private readonly List<FaceDetection> faces = [];
    private readonly Mat padded = new();

    /// <param name="cascade">The edge's cascade; not changed.</param>
    public FaceFinder(HaarCascade cascade) => detector = new HaarDetector(cascade.Twin(), new HaarParameters());

    /// <summary>
    /// Where the detector sees no face: the middle of the picture, as wide as the boxes that it finds in aligned, tightly
    /// cropped pictures usually are.
    /// </summary>
    public static Box Fallback(int width, int height)
    {
        var side = 0.8f * Math.Min(width, height);
        return new Box((width - side) / 2, (height - side) / 2, side, side);
    }

    /// <summary>The largest face that is at least about a third of the picture; null: none was seen.</summary>
    /// <param name="picture">Height x width x 3, 8 bit, BGR; not changed.</param>
    public Box? Find(Mat picture)
    {
        var border = (int)(PaddingShare * Math.Max(picture.Width, picture.Height));
        Cv2.CopyMakeBorder(picture, padded, border, border, border, border, BorderTypes.Replicate);
        detector.Detect(padded, faces);
        var least = LeastShare * Math.Min(picture.Width, picture.Height);
        return faces
            .Select(face => face.Box with { X = face.Box.X - border, Y = face.Box.Y - border })
            .Where(box => box.Width >= least && IsInside(picture, box))
            .Select(box => (Box?)box)
            .MaxBy(box => box!.Value.Area);
    }

    /// <inheritdoc />
    public void Dispose()
    {
        detector.Dispose();
        padded.Dispose();
    }

    private static bool IsInside(Mat picture, Box box) =>
        box.CentreX > 0 && box.CentreX < picture.Width && box.CentreY > 0 && box.CentreY < picture.Height;
}
