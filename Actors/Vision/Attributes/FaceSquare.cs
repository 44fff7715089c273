using OpenCvSharp;
using Vitrine.Vision.Detection;

namespace Vitrine.Vision.Attributes;

/// <summary>
/// The square of a face, brow to chin, turned as the face is. Of landmarks it follows by the eyes and the mouth, which lie alike
/// in all faces, so that every face is cut out at one size and upright; without them it is the detector's box.
/// </summary>
/// <param name="X">Its centre, in pixels.</param>
/// <param name="Y">Its centre, in pixels.</param>
/// <param name="Side">In pixels, above 0.</param>
/// <param name="Sin">Sine of its angle; clockwise is above 0.</param>
/// <param name="Cos">Cosine of its angle.</param>
public readonly record struct FaceSquare(float X, float Y, float Side, float Sin, float Cos)
{
    // Medians over 942 frontal faces of how a Haar cascade's square lies about YuNet's landmarks: the centre this share of the way
    // from the eyes to the mouth, the side so many times the root of both distances' squares.
    private const float Down = 0.315f;
    private const float SideOfSpan = 1.864f;

    /// <summary>By the landmarks, if there are any and they can be a face's; else by the box.</summary>
    public static FaceSquare Of(FaceDetection face) => Aligned(face) ?? Upright(face.Box);

    private static FaceSquare Upright(Box face) =>
        new(face.CentreX, face.CentreY, MathF.Max(face.Width, face.Height), Sin: 0, Cos: 1);

    private static FaceSquare? Aligned(FaceDetection face)
    {
        if (face.Landmarks is not { } points)
        {
            return null;
        }

        var axes = FaceAxes.Of(points);
        var side = SideOfSpan * axes.Span;
        // Points that are far from what their own box says are none.
        return float.IsFinite(axes.Cos) && side > face.Box.Height / 2 && side < face.Box.Height * 2
            ? new FaceSquare(
                axes.Eyes.X + (Down * (axes.Mouth.X - axes.Eyes.X)),
                axes.Eyes.Y + (Down * (axes.Mouth.Y - axes.Eyes.Y)),
                side,
                axes.Sin,
                axes.Cos
            )
            : null;
    }

    /// <summary>From a pixel of a crop to the picture's pixel, 2 x 3 row by row: OpenCV's inverse map.</summary>
    /// <param name="margin">Side of the crop over the square's.</param>
    /// <param name="crop">Its size, in pixels.</param>
    internal ReadOnlySpan<float> ToPicture(double margin, Size crop)
    {
        var (stepX, stepY) = ((float)(Side * margin / crop.Width), (float)(Side * margin / crop.Height));
        var (a, b, c, d) = (Cos * stepX, -Sin * stepY, Sin * stepX, Cos * stepY);
        // Pixels are counted from the middle of the first one.
        var (middleX, middleY) = ((crop.Width - 1) / 2f, (crop.Height - 1) / 2f);
        return (float[])
            [a, b, X - 0.5f - (a * middleX) - (b * middleY), c, d, Y - 0.5f - (c * middleX) - (d * middleY)];
    }

    /// <summary>The upright rectangle that holds a crop, in whole pixels; it may reach beyond the picture.</summary>
    /// <param name="margin">Side of the crop over the square's.</param>
    public Rect Bounds(double margin)
    {
        var side = (int)MathF.Ceiling((float)(Side * margin) * (MathF.Abs(Sin) + MathF.Abs(Cos))) + 2;
        return new Rect((int)MathF.Floor(X - (side / 2f)), (int)MathF.Floor(Y - (side / 2f)), side, side);
    }
}
