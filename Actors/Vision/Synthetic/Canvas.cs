using OpenCvSharp;

namespace Vitrine.Vision.Synthetic;

/// <summary>
/// Transparent paper to draw smooth shapes on. Places and lengths are in units that the maker chooses, x to the right
/// and y down from an origin that the maker chooses, angles in degrees clockwise.
/// </summary>
internal sealed class Canvas : IDisposable
{
    /// <summary>Drawn this many times finer than asked for, then averaged.</summary>
    private const int Fineness = 2;

    /// <summary>OpenCV takes points in sixteenths of a pixel.</summary>
    private const int Shift = 4;

    private readonly Mat fine;
    private readonly Size size;
    private readonly double unit;
    private readonly Point2d origin;

    /// <param name="size">Width and height in pixels.</param>
    /// <param name="unit">Pixels per unit.</param>
    /// <param name="origin">Where the origin is, in pixels from the upper left corner.</param>
    public Canvas(Size size, double unit, Point2d origin)
    {
        this.size = size;
        this.unit = unit * Fineness;
        this.origin = origin * Fineness;
        fine = new Mat(size.Height * Fineness, size.Width * Fineness, MatType.CV_8UC4, Scalar.All(0));
    }

    public void Dispose() => fine.Dispose();

    /// <summary>Width x height pixels, 8 bit, BGR times opacity and opacity.</summary>
    public Mat Finish()
    {
        var finished = new Mat();
        Cv2.Resize(fine, finished, size, interpolation: InterpolationFlags.Area);
        return finished;
    }

    public void Ellipse(double x, double y, double radiusX, double radiusY, Colour colour, double tilt = 0) =>
        Cv2.Ellipse(
            fine,
            At(x, y),
            Radii(radiusX, radiusY),
            tilt,
            0,
            360,
            Paint(colour),
            -1,
            LineTypes.AntiAlias,
            Shift
        );

    /// <summary>The part of an ellipse from one angle to another, its ends joined to the centre.</summary>
    public void Slice(
        double x,
        double y,
        double radiusX,
        double radiusY,
        double from,
        double to,
        Colour colour,
        double tilt = 0
    ) =>
        Cv2.Ellipse(
            fine,
            At(x, y),
            Radii(radiusX, radiusY),
            tilt,
            from,
            to,
            Paint(colour),
            -1,
            LineTypes.AntiAlias,
            Shift
        );

    /// <summary>A line along an ellipse from one angle to another.</summary>
    public void Arc(
        double x,
        double y,
        double radiusX,
        double radiusY,
        double from,
        double to,
        Colour colour,
        double width
    ) =>
        Cv2.Ellipse(
            fine,
            At(x, y),
            Radii(radiusX, radiusY),
            0,
            from,
            to,
            Paint(colour),
            Thickness(width),
            LineTypes.AntiAlias,
            Shift
        );

    public void Line(double fromX, double fromY, double toX, double toY, Colour colour, double width) =>
        Cv2.Line(fine, At(fromX, fromY), At(toX, toY), Paint(colour), Thickness(width), LineTypes.AntiAlias, Shift);

    public void Rectangle(double x, double y, double width, double height, Colour colour) =>
        Polygon(colour, (x, y), (x + width, y), (x + width, y + height), (x, y + height));

    public void Polygon(Colour colour, params (double X, double Y)[] corners) =>
        Cv2.FillPoly(
            fine,
            [corners.Select(corner => At(corner.X, corner.Y))],
            Paint(colour),
            LineTypes.AntiAlias,
            Shift
        );

    /// <summary>
    /// Tints what is drawn already: with a strength of 0 to 1 at the centre, fading out to the ellipse's edge. Nothing
    /// is added where the paper is bare.
    /// </summary>
    public void Glow(double x, double y, double radiusX, double radiusY, Colour colour, double strength)
    {
        var centre = (X: (x * unit) + origin.X, Y: (y * unit) + origin.Y);
        var (across, down) = (radiusX * unit, radiusY * unit);
        var left = (int)Math.Clamp(centre.X - across, 0, fine.Cols);
        var right = (int)Math.Clamp(centre.X + across + 1, 0, fine.Cols);
        var top = (int)Math.Clamp(centre.Y - down, 0, fine.Rows);
        var bottom = (int)Math.Clamp(centre.Y + down + 1, 0, fine.Rows);
        for (var row = top; row < bottom; row++)
        {
            var pixels = fine.RowSpan<Vec4b>(row);
            var dy = (row - centre.Y) / down;
            for (var column = left; column < right; column++)
            {
                var dx = (column - centre.X) / across;
                var distance = (dx * dx) + (dy * dy);
                if (distance < 1)
                {
                    var share = (int)(256 * strength * (1 - distance) * (1 - distance));
                    pixels[column] = Tinted(pixels[column], colour, share);
                }
            }
        }
    }

    private static Vec4b Tinted(Vec4b pixel, Colour colour, int share)
    {
        var opacity = pixel.Item3;
        return new Vec4b(
            Towards(pixel.Item0, colour.Blue * opacity / 255, share),
            Towards(pixel.Item1, colour.Green * opacity / 255, share),
            Towards(pixel.Item2, colour.Red * opacity / 255, share),
            opacity
        );
    }

    private static byte Towards(int from, int to, int share) => (byte)(from + ((to - from) * share / 256));

    private static Scalar Paint(Colour colour) => new(colour.Blue, colour.Green, colour.Red, 255);

    private Point At(double x, double y) => new(Fixed((x * unit) + origin.X), Fixed((y * unit) + origin.Y));

    private Size Radii(double x, double y) => new(Fixed(x * unit), Fixed(y * unit));

    private int Thickness(double width) => Math.Max(1, (int)Math.Round(width * unit));

    private static int Fixed(double pixels) => (int)Math.Round(pixels * (1 << Shift));
}
