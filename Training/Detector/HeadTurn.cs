using OpenCvSharp;
using Vitrine.Vision;
using Vitrine.Vision.Detection;

namespace Vitrine.Training.Detector;

/// <summary>
/// Shows the head of a picture as if it were turned or seen from above. People in pictures look at the camera; in a shop the camera
/// hangs above their heads. The head is taken for an ellipsoid, as in "Face Alignment Across Large Poses" (Zhu et al., CVPR 2016)
/// for a measured surface: what comes into sight from behind is drawn out of the outline's pixels, and what is around the head gives way.
/// </summary>
internal sealed class HeadTurn
{
    // Radii of the head in widths and heights of its face, and how much of the height its middle lies above the face's.
    private const double HeadWidth = 0.62;
    private const double HeadHeight = 0.68;
    private const double Lift = 0.06;

    // So many radii from the middle nothing moves any more.
    private const double Reach = 1.5;

    private const double LargestYaw = 45;
    private const double MiddlePitch = 10;
    private const double LargestNod = 35;

    private readonly (double X, double Y) middle;
    private readonly (double X, double Y) radius;
    private readonly (double Sin, double Cos) yaw;
    private readonly (double Sin, double Cos) pitch;

    /// <param name="face">The face of the head, in pixels.</param>
    /// <param name="yaw">In degrees; above 0: to the right of the picture.</param>
    /// <param name="pitch">In degrees; above 0: down, or seen from above.</param>
    public HeadTurn(Box face, double yaw, double pitch)
    {
        middle = (face.CentreX, face.CentreY - (Lift * face.Height));
        radius = (HeadWidth * face.Width, HeadHeight * face.Height);
        this.yaw = Math.SinCos(yaw * Math.PI / 180);
        this.pitch = Math.SinCos(pitch * Math.PI / 180);
    }

    /// <summary>A picture with its largest face turned by angles of which small ones are more frequent.</summary>
    /// <param name="source">Shows a face; not owned.</param>
    /// <param name="random">Decides the angles.</param>
    public static ScenePicture Of(ScenePicture source, Random random)
    {
        double Small() => random.NextDouble() - random.NextDouble();

        var face = source.Faces.MaxBy(one => one.Box.Area);
        return new HeadTurn(face.Box, Small() * LargestYaw, MiddlePitch + (Small() * LargestNod)).Apply(source);
    }

    /// <summary>The picture with that head turned.</summary>
    public ScenePicture Apply(ScenePicture source)
    {
        var turned = source.Picture.Clone();
        var (left, top) = ((int)(middle.X - (Reach * radius.X)), (int)(middle.Y - (Reach * radius.Y)));
        var place =
            new Rect(left, top, (int)(2 * Reach * radius.X) + 1, (int)(2 * Reach * radius.Y) + 1)
            & new Rect(default, source.Picture.Size());
        if (place is { Width: > 0, Height: > 0 })
        {
            using var from = new Mat(place.Height, place.Width, MatType.CV_32FC2);
            var places = from.AsRows<Vec2f>();
            for (var row = 0; row < place.Height; row++)
            {
                var line = places[row];
                for (var column = 0; column < place.Width; column++)
                {
                    var (x, y) = Source(place.X + column, place.Y + row);
                    line[column] = new Vec2f((float)x, (float)y);
                }
            }

            using var under = turned.SubMat(place);
            using var none = new Mat();
            Cv2.Remap(source.Picture, under, from, none, InterpolationFlags.Linear, BorderTypes.Replicate);
        }

        return new ScenePicture(turned, source.Mask.Clone(), [.. source.Faces.Select(Moved)]);
    }

    /// <summary>Where a face comes to lie.</summary>
    public FaceDetection Moved(FaceDetection face)
    {
        Spot Move(float x, float y)
        {
            var (toX, toY) = Target(x, y);
            return new Spot((float)toX, (float)toY);
        }

        var box = face.Box;
        var (right, bottom) = (box.X + box.Width, box.Y + box.Height);
        var (west, east) = (Move(box.X, box.CentreY).X, Move(right, box.CentreY).X);
        var (north, south) = (Move(box.CentreX, box.Y).Y, Move(box.CentreX, bottom).Y);
        return face with
        {
            Box = new Box(west, north, east - west, south - north),
            Landmarks = face.Landmarks?.Moved(point => Move(point.X, point.Y)),
        };
    }

    // Which pixel shows what is to be seen there once the head is turned.
    private (double X, double Y) Source(double toX, double toY)
    {
        var (x, y) = ((toX - middle.X) / radius.X, (toY - middle.Y) / radius.Y);
        var far = Math.Sqrt((x * x) + (y * y));
        if (far >= Reach)
        {
            return (toX, toY);
        }

        if (far < 1)
        {
            return InPicture(Back(x, y, Math.Sqrt(1 - (far * far))));
        }

        var (edgeX, edgeY) = (x / far, y / far);
        var edge = Back(edgeX, edgeY, 0);
        var share = (Reach - far) / (Reach - 1);
        share *= share;
        return InPicture((x + ((edge.X - edgeX) * share), y + ((edge.Y - edgeY) * share)));
    }

    private (double X, double Y) Target(double fromX, double fromY)
    {
        var (x, y) = ((fromX - middle.X) / radius.X, (fromY - middle.Y) / radius.Y);
        var far = (x * x) + (y * y);
        if (far >= 1)
        {
            return (fromX, fromY);
        }

        var z = Math.Sqrt(1 - far);
        var ahead = (z * yaw.Cos) - (x * yaw.Sin);
        return InPicture(((x * yaw.Cos) + (z * yaw.Sin), (y * pitch.Cos) + (ahead * pitch.Sin)));
    }

    // Turns a point of the sphere back; one that was hidden is at the outline.
    private (double X, double Y) Back(double x, double y, double z)
    {
        var ahead = (y * pitch.Sin) + (z * pitch.Cos);
        var down = (y * pitch.Cos) - (z * pitch.Sin);
        var across = (x * yaw.Cos) - (ahead * yaw.Sin);
        var depth = (x * yaw.Sin) + (ahead * yaw.Cos);
        var outline = depth < 0 ? Math.Sqrt((across * across) + (down * down)) : 1;
        return (across / Math.Max(outline, 1e-3), down / Math.Max(outline, 1e-3));
    }

    private (double X, double Y) InPicture((double X, double Y) onHead) =>
        (middle.X + (onHead.X * radius.X), middle.Y + (onHead.Y * radius.Y));
}
