using OpenCvSharp;
using Vitrine.Vision;
using Vitrine.Vision.Detection;

namespace Vitrine.Training.Detector;

/// <summary>A picture in the making, and what is known of the faces in it.</summary>
/// <param name="picture">Height x width x 3, 8 bit, BGR; owned by this.</param>
public sealed class Scene(Mat picture) : IDisposable
{
    // What covers more of a face makes it one that need not be found, and hides it when it covers nearly all.
    private const double CoveredShare = 0.4;
    private const double HiddenShare = 0.9;

    private readonly List<FaceDetection> faces = [];
    private readonly List<Box> unclear = [];

    /// <summary>The picture.</summary>
    public Mat Picture { get; } = picture;

    /// <summary>Faces to find.</summary>
    public IReadOnlyList<FaceDetection> Faces => faces;

    /// <summary>Where a detector may say what it likes: faces that are too small, cut or half covered.</summary>
    public IReadOnlyList<Box> Unclear => unclear;

    /// <summary>Adds a face, or the part of one that is inside the picture.</summary>
    /// <param name="face">In pixels of the picture.</param>
    /// <param name="leastHeight">A lower one is unclear.</param>
    public void Add(FaceDetection face, float leastHeight)
    {
        var visible = face.Box.Intersection(new Box(0, 0, Picture.Width, Picture.Height)) / face.Box.Area;
        if (visible <= 1 - HiddenShare)
        {
            return;
        }

        if (face.Box.Height < leastHeight || visible < 1 - CoveredShare)
        {
            unclear.Add(face.Box);
        }
        else
        {
            faces.Add(face);
        }
    }

    /// <summary>The largest share of a face that a mask covers, 0 to 1.</summary>
    /// <param name="mask">As large as the picture; what is not 0 covers.</param>
    public double MostCovered(Mat mask) => faces.Select(face => Covered(face.Box, mask)).DefaultIfEmpty(0).Max();

    /// <summary>Takes in that something was painted over the picture.</summary>
    /// <param name="mask">As large as the picture; what is not 0 was painted over.</param>
    public void Cover(Mat mask)
    {
        for (var i = faces.Count - 1; i >= 0; i--)
        {
            var covered = Covered(faces[i].Box, mask);
            if (covered < CoveredShare)
            {
                continue;
            }

            if (covered < HiddenShare)
            {
                unclear.Add(faces[i].Box);
            }

            faces.RemoveAt(i);
        }
    }

    /// <inheritdoc />
    public void Dispose() => Picture.Dispose();

    private double Covered(Box box, Mat mask)
    {
        var inside =
            new Rect((int)box.X, (int)box.Y, Math.Max(1, (int)box.Width), Math.Max(1, (int)box.Height))
            & new Rect(0, 0, Picture.Width, Picture.Height);
        if (inside.Width <= 0 || inside.Height <= 0)
        {
            return 0;
        }

        using var part = mask.SubMat(inside);
        return (double)Cv2.CountNonZero(part) / (inside.Width * inside.Height);
    }
}
