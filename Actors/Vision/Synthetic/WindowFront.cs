using OpenCvSharp;

namespace Vitrine.Vision.Synthetic;

/// <summary>
/// Draws what stands between camera and street: the window's frame, a garland, and the display on the sill.
/// It leaves the height at which faces pass free. A canvas unit is a 360th of the picture's height.
/// </summary>
internal static class WindowFront
{
    private const int Height = 360;
    private const double Sill = 340;

    private static readonly int[] Covers = [0xA63D40, 0x3D6B5C, 0x355C7D, 0xC08A3E, 0xE3D5BE, 0x6C4A6D];

    public static Sprite Draw(SyntheticOptions options)
    {
        var random = new SeededRandom(options.Seed, 1);
        var unit = options.Height / (double)Height;
        var width = options.Width / unit;
        using var canvas = new Canvas(new Size(options.Width, options.Height), unit, new Point2d(0, 0));
        DrawGarland(canvas, random, width);
        DrawFrame(canvas, width);
        var kind = random.Below(3);
        for (var x = random.Between(20, 50); x < width - 60; )
        {
            // Never two alike side by side: those could pass for eyes.
            kind = (kind + 1 + random.Below(2)) % 3;
            x += kind switch
            {
                0 => DrawBooks(canvas, random, x),
                1 => DrawPlant(canvas, random, x),
                _ => DrawTeapot(canvas, random, x),
            };
            x += random.Between(18, 60);
        }

        using var drawn = canvas.Finish();
        return new Sprite(drawn);
    }

    private static void DrawFrame(Canvas canvas, double width)
    {
        var wood = Colour.FromHex(0x5B4030);
        canvas.Rectangle(-2, Sill, width + 4, 22, wood);
        canvas.Rectangle(-2, Sill, width + 4, 3, wood.Lit(1.5));
        canvas.Rectangle(-2, -2, width + 4, 9, wood);
        canvas.Rectangle(-2, -2, 9, Height + 4, wood);
        canvas.Rectangle(width - 7, -2, 9, Height + 4, wood.Lit(0.85));
    }

    /// <summary>Small and even: a few large shapes up here and a hat below them look like a face to Haar.</summary>
    private static void DrawGarland(Canvas canvas, SeededRandom random, double width)
    {
        for (var x = 4.0; x < width; x += 3)
        {
            var y = 10 + (2.5 * Math.Sin(x / 14));
            var green = Colour.FromHex(0x4A6B45).Lit(random.Between(0.8, 1.2));
            canvas.Ellipse(x, y, 6, 2.4, green, random.Between(-60, 60));
            if (random.Chance(0.12))
            {
                canvas.Ellipse(x, y + 1, 1.8, 1.8, Colour.FromHex(0xA63D40));
            }
        }
    }

    private static double DrawBooks(Canvas canvas, SeededRandom random, double x)
    {
        var count = 2 + random.Below(3);
        for (var book = 0; book < count; book++)
        {
            var (inset, cover) = (random.Between(0, 8), Colour.FromHex(random.Any<int>(Covers)));
            canvas.Rectangle(x + inset, Sill - (8 * (book + 1)), 44, 8, cover);
            canvas.Rectangle(x + inset + 38, Sill - (8 * (book + 1)) + 1.5, 6, 5, Colour.FromHex(0xF1E8D6));
        }

        return 52;
    }

    private static double DrawPlant(Canvas canvas, SeededRandom random, double x)
    {
        for (var leaf = 0; leaf < 7; leaf++)
        {
            var lean = (leaf - 3) * 14;
            var green = Colour.FromHex(0x4F7A4C).Lit(random.Between(0.8, 1.25));
            canvas.Ellipse(x + 16 + (lean * 0.35), Sill - 28, 4.5, 15, green, lean);
        }

        var clay = Colour.FromHex(0xB5623F);
        canvas.Polygon(clay, (x + 3, Sill - 20), (x + 29, Sill - 20), (x + 25, Sill), (x + 7, Sill));
        canvas.Rectangle(x + 1, Sill - 22, 30, 5, Colour.FromHex(0xC9754F));
        return 32;
    }

    private static double DrawTeapot(Canvas canvas, SeededRandom random, double x)
    {
        var china = Colour.FromHex(random.Any<int>(Covers)).Mix(new Colour(255, 255, 255), 0.35);
        canvas.Arc(x + 40, Sill - 14, 9, 9, 250, 470, china.Lit(0.85), 4);
        canvas.Polygon(china.Lit(0.9), (x + 10, Sill - 8), (x - 4, Sill - 24), (x + 2, Sill - 25), (x + 16, Sill - 16));
        canvas.Ellipse(x + 24, Sill - 13, 17, 13, china);
        canvas.Ellipse(x + 24, Sill - 25, 9, 3, china.Lit(0.85));
        canvas.Ellipse(x + 24, Sill - 29, 3, 3, china.Lit(0.7));
        canvas.Glow(x + 18, Sill - 18, 9, 7, new Colour(255, 255, 255), 0.8);
        return 50;
    }
}
