using OpenCvSharp;
using Vitrine.Vision.Detection;

namespace Vitrine.Training.Detector;

/// <summary>Where the parts of a drawn body lie below a face; lengths are in widths and heights of the face.</summary>
internal sealed class SceneBody
{
    private readonly double x;
    private readonly double chin;
    private readonly double width;
    private readonly double height;
    private readonly double shoulders;

    public SceneBody(FaceDetection face, Random random)
    {
        (width, height) = (face.Box.Width, face.Box.Height);
        x = face.Box.CentreX + (width * 0.4 * (random.NextDouble() - 0.5));
        chin = face.Box.Y + face.Box.Height;
        shoulders = 0.9 + (0.8 * random.NextDouble());
        (Middle, HeadAxes) = Head(face);
        Arms = [Arm(-1, random), Arm(1, random)];
    }

    public Point Middle { get; }

    public Size HeadAxes { get; }

    public (Point Shoulder, Point Elbow, Point Wrist)[] Arms { get; }

    public int Thickness => Math.Max(2, (int)(0.5 * width));

    public Size HandAxes => new(Math.Max(1, 0.22 * width), Math.Max(1, 0.3 * height));

    public Point[] Neck => [At(-0.32, -0.3), At(0.32, -0.3), At(0.36, 0.25), At(0, 0.5), At(-0.36, 0.25)];

    public Point[] Torso =>
        [
            At(-0.35, 0.1),
            At(-shoulders * 0.85, 0.3),
            At(-shoulders, 0.6),
            At(-shoulders * 0.85, 3.2),
            At(shoulders * 0.85, 3.2),
            At(shoulders, 0.6),
            At(shoulders * 0.85, 0.3),
            At(0.35, 0.1),
        ];

    public Point[] Legs =>
        [
            At(-shoulders * 0.8, 3),
            At(shoulders * 0.8, 3),
            At(shoulders * 0.8, 6.5),
            At(0.1, 6.5),
            At(0, 3.8),
            At(-0.1, 6.5),
            At(-shoulders * 0.8, 6.5),
        ];

    // The middle of a face's head, and how far hair and ears reach from there.
    public static (Point Middle, Size Axes) Head(FaceDetection face) =>
        (
            new Point(face.Box.CentreX, face.Box.CentreY - (0.1 * face.Box.Height)),
            new Size(Math.Max(2, 0.72 * face.Box.Width), Math.Max(2, 0.72 * face.Box.Height))
        );

    // An open jacket, a tie, a bag's strap.
    public Point[] Panel(Random random)
    {
        var (top, wide) = ((random.NextDouble() - 0.5) * shoulders, 0.1 + (0.5 * random.NextDouble()));
        var bottom = top + ((random.NextDouble() - 0.5) * 0.8);
        return [At(top - wide, 0.3), At(top + wide, 0.3), At(bottom + wide, 3.2), At(bottom - wide, 3.2)];
    }

    private (Point, Point, Point) Arm(int side, Random random)
    {
        var out1 = shoulders + (0.3 * random.NextDouble());
        var out2 = shoulders * (0.2 + (1.2 * random.NextDouble()));
        return (
            At(side * shoulders * 0.9, 0.65),
            At(side * out1, 1.9),
            At(side * out2, 1.6 + (1.6 * random.NextDouble()))
        );
    }

    private Point At(double across, double down) => new(x + (across * width), chin + (down * height));
}
