namespace Vitrine.Vision.Detection;

/// <summary>How a face lies in the picture, by its eyes and its mouth.</summary>
/// <param name="Eyes">Middle between the eyes, in pixels.</param>
/// <param name="Mouth">Middle of the mouth, in pixels.</param>
/// <param name="Span">
/// Root of the squares of the eyes' distance and of the way from the eyes to the mouth, in pixels: it hardly changes while a head turns
/// or nods.
/// </param>
/// <param name="Sin">Sine of the head's tilt; clockwise is above 0.</param>
/// <param name="Cos">Cosine of the head's tilt.</param>
public readonly record struct FaceAxes(Spot Eyes, Spot Mouth, float Span, float Sin, float Cos)
{
    /// <summary>Between eyes and mouth, in pixels.</summary>
    public Spot Middle => Between(Eyes, Mouth);

    /// <summary>Of a face; not finite where all points are one.</summary>
    public static FaceAxes Of(FaceLandmarks points)
    {
        var (eyes, mouth) = (Between(points.RightEye, points.LeftEye), Between(points.RightMouth, points.LeftMouth));
        var (acrossX, acrossY) = (points.LeftEye.X - points.RightEye.X, points.LeftEye.Y - points.RightEye.Y);
        var (downX, downY) = (mouth.X - eyes.X, mouth.Y - eyes.Y);
        // The eyes' line, and the line down the face turned by a quarter, say the same of the tilt, each with its own error.
        var (x, y) = (acrossX + downY, acrossY - downX);
        var length = MathF.Sqrt((x * x) + (y * y));
        return new FaceAxes(
            eyes,
            mouth,
            MathF.Sqrt((acrossX * acrossX) + (acrossY * acrossY) + (downX * downX) + (downY * downY)),
            y / length,
            x / length
        );
    }

    /// <summary>
    /// A point in the face: X along the eyes, to the person's left, and Y towards the mouth, from <see cref="Middle"/>, in spans. The
    /// nose's X is about 0 in a face that looks at the camera, and half the span in a profile.
    /// </summary>
    public Spot InFace(Spot point)
    {
        var (x, y) = (point.X - Middle.X, point.Y - Middle.Y);
        return new Spot(((x * Cos) + (y * Sin)) / Span, ((y * Cos) - (x * Sin)) / Span);
    }

    private static Spot Between(Spot one, Spot other) => new((one.X + other.X) / 2, (one.Y + other.Y) / 2);
}
