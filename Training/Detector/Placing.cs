using OpenCvSharp;
using Vitrine.Vision;
using Vitrine.Vision.Detection;

namespace Vitrine.Training.Detector;

/// <summary>Where and how a picture is pasted into a scene.</summary>
internal sealed record Placing
{
    // Pixels around a pasted picture that a soft edge may touch.
    private const int Edge = 8;

    /// <summary>Pixels of the scene for one of the picture.</summary>
    public required double Scale { get; init; }

    /// <summary>The width is multiplied by it: a head that is turned or seen from above has another shape.</summary>
    public double Stretch { get; init; } = 1;

    /// <summary>Turned by so much, clockwise.</summary>
    public double Degrees { get; init; }

    /// <summary>Whether left and right are exchanged.</summary>
    public bool Mirrored { get; init; }

    /// <summary>Where the picture's centre comes to lie, in pixels of the scene.</summary>
    public double X { get; init; }

    /// <summary>Where the picture's centre comes to lie, in pixels of the scene.</summary>
    public double Y { get; init; }

    /// <summary>Pastes a picture, unless it would cover too much of a face that is there.</summary>
    /// <returns>Whether it was pasted.</returns>
    public bool Paint(ScenePicture source, Scene scene, bool isSoft, double mayCover, float leastHeight)
    {
        var size = scene.Picture.Size();
        // A linear warp skips pixels where it shrinks: that is done before, over areas.
        var shrink = Math.Min(1, Scale);
        using var small = new Mat();
        using var smallMask = new Mat();
        Cv2.Resize(source.Picture, small, default, shrink, shrink, InterpolationFlags.Area);
        Cv2.Resize(source.Mask, smallMask, small.Size(), interpolation: InterpolationFlags.Nearest);
        using var matrix = Matrix(small.Size(), Scale / shrink);
        // Most pictures are pasted small: only what they reach is painted.
        var place = Reach(matrix, small.Size()) & new Rect(default, size);
        if (place.Width <= 0 || place.Height <= 0)
        {
            return false;
        }

        using var mask = new Mat(size, MatType.CV_8UC1, Scalar.Black);
        using var inside = mask.SubMat(place);
        Shift(matrix, -place.X, -place.Y);
        Cv2.WarpAffine(smallMask, inside, matrix, place.Size, InterpolationFlags.Nearest);
        if (scene.MostCovered(mask) > mayCover)
        {
            return false;
        }

        using var painted = new Mat();
        Cv2.WarpAffine(small, painted, matrix, place.Size, InterpolationFlags.Linear, BorderTypes.Replicate);
        scene.Cover(mask);
        using var under = scene.Picture.SubMat(place);
        if (isSoft)
        {
            Blend(painted, inside, under);
        }
        else
        {
            painted.CopyTo(under, inside);
        }

        using var whole = Matrix(source.Picture.Size(), Scale);
        foreach (var face in source.Faces)
        {
            scene.Add(Moved(face, whole), leastHeight);
        }

        return true;
    }

    /// <summary>Where a face of a picture comes to lie.</summary>
    /// <param name="face">In pixels of the picture.</param>
    /// <param name="of">The picture's size.</param>
    public FaceDetection Moved(FaceDetection face, Size of)
    {
        using var matrix = Matrix(of, Scale);
        return Moved(face, matrix);
    }

    /// <summary>Pastes without an edge.</summary>
    internal static void Blend(Mat painted, Mat mask, Mat onto)
    {
        using var alpha = new Mat();
        using var soft = new Mat();
        Cv2.Erode(mask, soft, null, iterations: 2);
        Cv2.GaussianBlur(soft, soft, new Size(7, 7), 0);
        Cv2.CvtColor(soft, alpha, ColorConversionCodes.GRAY2BGR);
        using var over = new Mat();
        using var under = new Mat();
        using var rest = new Mat();
        Cv2.Multiply(painted, alpha, over, 1 / 255.0);
        Cv2.BitwiseNot(alpha, rest);
        Cv2.Multiply(onto, rest, under, 1 / 255.0);
        Cv2.Add(over, under, onto);
    }

    // Where a picture of that size comes to lie, and a little around it for soft edges.
    private static Rect Reach(Mat matrix, Size of)
    {
        var (halfWidth, halfHeight) = (
            ((Math.Abs(matrix.At<double>(0, 0)) * of.Width) + (Math.Abs(matrix.At<double>(0, 1)) * of.Height)) / 2,
            ((Math.Abs(matrix.At<double>(1, 0)) * of.Width) + (Math.Abs(matrix.At<double>(1, 1)) * of.Height)) / 2
        );
        var centre = Apply(matrix, new Spot(of.Width / 2f, of.Height / 2f));
        var (left, top) = ((int)(centre.X - halfWidth) - Edge, (int)(centre.Y - halfHeight) - Edge);
        return new Rect(left, top, (int)(2 * halfWidth) + (2 * Edge), (int)(2 * halfHeight) + (2 * Edge));
    }

    private static void Shift(Mat matrix, double x, double y)
    {
        matrix.Set(0, 2, matrix.At<double>(0, 2) + x);
        matrix.Set(1, 2, matrix.At<double>(1, 2) + y);
    }

    private static Spot Apply(Mat matrix, Spot to) =>
        new(
            (float)((matrix.At<double>(0, 0) * to.X) + (matrix.At<double>(0, 1) * to.Y) + matrix.At<double>(0, 2)),
            (float)((matrix.At<double>(1, 0) * to.X) + (matrix.At<double>(1, 1) * to.Y) + matrix.At<double>(1, 2))
        );

    private Mat Matrix(Size of, double scale)
    {
        var (sin, cos) = Math.SinCos(Degrees * Math.PI / 180);
        var flip = Mirrored ? -1 : 1;
        var wide = flip * Stretch * scale;
        var (a, b, c, d) = (wide * cos, -scale * sin, wide * sin, scale * cos);
        var (middleX, middleY) = (of.Width / 2.0, of.Height / 2.0);
        var matrix = new Mat(2, 3, MatType.CV_64F);
        matrix.Set(0, 0, a);
        matrix.Set(0, 1, b);
        matrix.Set(0, 2, X - (a * middleX) - (b * middleY));
        matrix.Set(1, 0, c);
        matrix.Set(1, 1, d);
        matrix.Set(1, 2, Y - (c * middleX) - (d * middleY));
        return matrix;
    }

    private FaceDetection Moved(FaceDetection face, Mat matrix)
    {
        Spot Move(Spot from) => Apply(matrix, from);

        var centre = Move(new Spot(face.Box.CentreX, face.Box.CentreY));
        var (width, height) = ((float)(face.Box.Width * Scale * Stretch), (float)(face.Box.Height * Scale));
        var points = face.Landmarks?.Moved(Move);
        return face with
        {
            Box = new Box(centre.X - (width / 2), centre.Y - (height / 2), width, height),
            Landmarks = Mirrored ? points?.Exchanged() : points,
        };
    }
}
