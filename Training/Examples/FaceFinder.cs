using OpenCvSharp;
using Vitrine.Vision;
using Vitrine.Vision.Detection;

namespace Vitrine.Training.Examples;

/// <summary>
/// Finds the one face of a training picture with the edge's own detector, so that training sees faces cropped as the edge
/// will crop them. Pictures that were cropped tightly lack what a detector needs around a face: they are searched with
/// their border repeated outwards by a quarter of their size. Belongs to one thread.
/// </summary>
/// <param name="open">Opens the edge's detector for a least side of a face, in pixels.</param>
/// <param name="isNetwork">Whether it is a network, which looks at colours.</param>
public sealed class FaceFinder(Func<int?, IFaceDetector> open, bool isNetwork) : IDisposable
{
    private const double PaddingShare = 0.25;

    // A training picture shows one face, about as large as itself.
    private const double LeastShare = 0.35;

    // Larger pictures are searched smaller; a network learned from faces of up to about 150 pixels.
    private const double LongestSearched = 320;
    private const double LongestOfNetwork = 160;

    private readonly List<FaceDetection> faces = [];
    private readonly Mat grey = new();
    private readonly Mat small = new();
    private readonly Mat padded = new();
    private IFaceDetector? detector;
    private int searchedFrom;

    /// <summary>
    /// Where the detector sees no face: the middle of the picture, as wide as the boxes that it finds in aligned, tightly
    /// cropped pictures usually are.
    /// </summary>
    public static Box Fallback(int width, int height)
    {
        var side = 0.8f * Math.Min(width, height);
        return new Box((width - side) / 2, (height - side) / 2, side, side);
    }

    /// <summary>
    /// The largest face that is at least about a third of the picture and has its centre in it; null: none was seen.
    /// </summary>
    /// <param name="picture">Height x width x 3, 8 bit, BGR; not changed.</param>
    /// <returns>In pixels of the picture; it may reach beyond it.</returns>
    public FaceDetection? Find(Mat picture)
    {
        var longest = isNetwork ? LongestOfNetwork : LongestSearched;
        var scale = Math.Min(1, longest / Math.Max(picture.Width, picture.Height));
        Cv2.Resize(Seen(picture), small, Scaled(picture, scale), interpolation: InterpolationFlags.Area);
        var border = (int)(PaddingShare * Math.Max(small.Width, small.Height));
        Cv2.CopyMakeBorder(small, padded, border, border, border, border, BorderTypes.Replicate);
        if (!isNetwork)
        {
            Cv2.CvtColor(padded, padded, ColorConversionCodes.GRAY2BGR);
        }

        var least = (int)Math.Ceiling(LeastShare * Math.Min(small.Width, small.Height));
        DetectorFor(least).Detect(padded, faces);
        // A detector may give smaller ones than it was asked for.
        return faces
            .Where(face => face.Box.Width >= least && IsInside(face.Box, border))
            .Select(face => (FaceDetection?)face.Moved(-border, -border).Scaled((float)(1 / scale)))
            .MaxBy(face => face!.Value.Box.Area);
    }

    /// <inheritdoc />
    public void Dispose()
    {
        detector?.Dispose();
        grey.Dispose();
        small.Dispose();
        padded.Dispose();
    }

    // What sees grey is given grey: it is shrunk in a third of the time, and as it always was.
    private Mat Seen(Mat picture)
    {
        if (isNetwork)
        {
            return picture;
        }

        Cv2.CvtColor(picture, grey, ColorConversionCodes.BGR2GRAY);
        return grey;
    }

    private IFaceDetector DetectorFor(int least)
    {
        if (detector is null || (least != searchedFrom && !isNetwork))
        {
            detector?.Dispose();
            (detector, searchedFrom) = (open(least), least);
        }

        return detector;
    }

    private static Size Scaled(Mat picture, double scale) =>
        new(Math.Max(1, Math.Round(picture.Width * scale)), Math.Max(1, Math.Round(picture.Height * scale)));

    private bool IsInside(Box face, int border)
    {
        var (x, y) = (MathF.Floor(face.CentreX) - border, MathF.Floor(face.CentreY) - border);
        return x > 0 && x < small.Width && y > 0 && y < small.Height;
    }
}
