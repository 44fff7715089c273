using OpenCvSharp;

namespace Vitrine.Tests.Training.Network;

/// <summary>
/// An orange, drawn: a ball with a dimpled peel and the remains of its stalk, lit from the upper left, and its shadow on a
/// light table.
/// </summary>
internal static class DrawnOrange
{
    private static readonly Vec3d Light = Unit(new Vec3d(-0.45, -0.6, 0.66));
    private static readonly Vec3d Stalk = Unit(new Vec3d(0.15, -0.55, 0.8));
    private static readonly Vec3d Peel = new(10, 128, 250);

    /// <summary>Draws it.</summary>
    /// <param name="side">Width and height in pixels.</param>
    /// <returns>8 bit, BGR.</returns>
    public static Mat Draw(int side)
    {
        var picture = Table(side);
        using var peel = Dimples(side);
        var (centre, radius) = (0.5 * side, 0.36 * side);
        for (var row = 0; row < side; row++)
        {
            for (var column = 0; column < side; column++)
            {
                var (x, y) = ((column + 0.5 - centre) / radius, (row + 0.5 - centre) / radius);
                if ((x * x) + (y * y) < 1)
                {
                    var normal = new Vec3d(x, y, Math.Sqrt(1 - (x * x) - (y * y)));
                    picture.Set(row, column, Colour(normal, peel));
                }
            }
        }

        // As soft as a lens.
        Cv2.GaussianBlur(picture, picture, default, side / 320.0);
        return picture;
    }

    private static Mat Table(int side)
    {
        var table = new Mat(side, side, MatType.CV_8UC3);
        for (var row = 0; row < side; row++)
        {
            table.Rectangle(new Rect(0, row, side, 1), Scalar.All(225 + (25.0 * row / side)), thickness: -1);
        }

        using var shade = new Mat(side, side, MatType.CV_8UC3, Scalar.All(0));
        var ellipse = new RotatedRect(
            new Point2f(0.56f * side, 0.83f * side),
            new Size2f(0.66f * side, 0.16f * side),
            angle: 4
        );
        shade.Ellipse(ellipse, Scalar.All(120), thickness: -1);
        Cv2.GaussianBlur(shade, shade, default, side / 28.0);
        Cv2.Subtract(table, shade, table);
        return table;
    }

    // Heights of the peel, by longitude and latitude.
    private static Mat Dimples(int side)
    {
        var heights = new Mat(2 * side, 2 * side, MatType.CV_32FC1);
        Cv2.SetTheRNG(5);
        Cv2.Randn(heights, Scalar.All(0), Scalar.All(1));
        Cv2.GaussianBlur(heights, heights, default, side / 120.0);
        Cv2.MeanStdDev(heights, out _, out var deviation);
        heights.ConvertTo(heights, MatType.CV_32FC1, 1 / deviation.Val0);
        return heights;
    }

    private static Vec3b Colour(Vec3d normal, Mat peel)
    {
        var (column, row) = (Place(normal.Item0, peel.Cols), Place(normal.Item1, peel.Rows));
        var height = peel.At<float>(row, column);
        var slopeX = peel.At<float>(row, column + 1) - height;
        var slopeY = peel.At<float>(row + 1, column) - height;
        var bumped = Unit(new Vec3d(normal.Item0 - (0.18 * slopeX), normal.Item1 - (0.18 * slopeY), normal.Item2));

        var lit = Math.Max(0, Dot(bumped, Light));
        var half = Unit(new Vec3d(Light.Item0, Light.Item1, Light.Item2 + 1));
        var shine = 90 * Math.Pow(Math.Max(0, Dot(bumped, half)), 30);
        var shade = 0.38 + (0.72 * lit);
        var fromStalk = Math.Acos(Math.Min(1, Dot(normal, Stalk)));
        var colour = fromStalk < 0.085 ? new Vec3d(40, 105, 90) : Peel;
        var dip = 1 - (0.35 * Math.Exp(-Math.Pow(fromStalk / 0.16, 2)));
        return new Vec3b(
            Byte((colour.Item0 * shade * dip) + shine),
            Byte((colour.Item1 * shade * dip) + shine),
            Byte((colour.Item2 * shade * dip) + shine)
        );
    }

    private static int Place(double sine, int size) => (int)((0.5 + (Math.Asin(sine) / Math.PI)) * (size - 2));

    private static byte Byte(double value) => (byte)Math.Clamp(value, 0, 255);

    private static double Dot(Vec3d a, Vec3d b) => (a.Item0 * b.Item0) + (a.Item1 * b.Item1) + (a.Item2 * b.Item2);

    private static Vec3d Unit(Vec3d vector)
    {
        var length = Math.Sqrt(Dot(vector, vector));
        return new Vec3d(vector.Item0 / length, vector.Item1 / length, vector.Item2 / length);
    }
}
