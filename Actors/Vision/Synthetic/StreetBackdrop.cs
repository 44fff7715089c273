using OpenCvSharp;

namespace Vitrine.Vision.Synthetic;

/// <summary>
/// Draws the street behind the visitors, as a camera in the shop window sees it: a row of small shops in the
/// evening, out of focus. A canvas unit is a 360th of the picture's height.
/// </summary>
internal static class StreetBackdrop
{
    private const int Height = 360;
    private const double Kerb = 222;
    private const long PosterSequence = -1;

    private static readonly int[] Walls = [0xC9B79C, 0xB98B73, 0x9DB0A3, 0xD6C3A5, 0xA58F86, 0xB7A7B5, 0xC4A08A];
    private static readonly int[] Awnings = [0xA63D40, 0x3D6B5C, 0x355C7D, 0xC08A3E, 0x6C4A6D];

    /// <summary>Height x width x 3, 8 bit, BGR.</summary>
    public static Mat Draw(SyntheticOptions options)
    {
        var random = new SeededRandom(options.Seed);
        var unit = options.Height / (double)Height;
        var width = options.Width / unit;
        using var canvas = new Canvas(new Size(options.Width, options.Height), unit, new Point2d(0, 0));
        DrawGround(canvas, width);
        for (var x = random.Between(-60, -10); x < width; )
        {
            var house = random.Between(95, 140);
            DrawHouse(canvas, random, x, house);
            x += house;
        }

        for (var x = random.Between(30, 120); x < width; x += random.Between(190, 280))
        {
            DrawTree(canvas, random, x);
        }

        DrawLights(canvas, width);
        using var drawn = canvas.Finish();
        var backdrop = new Mat();
        Cv2.CvtColor(drawn, backdrop, ColorConversionCodes.BGRA2BGR);
        Cv2.GaussianBlur(backdrop, backdrop, new Size(0, 0), 2.2 * unit);
        HangPosters(backdrop, options);
        return backdrop;
    }

    // In the window itself, and so in focus.
    private static void HangPosters(Mat backdrop, SyntheticOptions options)
    {
        var random = new SeededRandom(options.Seed, PosterSequence);
        var tones = SkinTone.Scale.ToArray();
        for (var number = 0; number < options.Posters; number++)
        {
            var face = options.Height * random.Between(0.15, 0.2);
            var paper = new Size((int)(1.7 * face), (int)(2.1 * face));
            using var canvas = new Canvas(paper, face, new Point2d(0.85 * face, 0.95 * face));
            canvas.Rectangle(-0.85, -0.95, 1.7, 2.1, Colour.FromHex(0xE9E4DA));
            VisitorFigure.Draw(canvas, VisitorLooks.Draw(random.Any<SkinTone>(tones), random), bottom: 1.15);
            using var drawn = canvas.Finish();
            using var poster = new Sprite(drawn);
            var place = (number + random.Between(0.2, 0.6)) / options.Posters;
            poster.Lay(backdrop, (int)(place * (options.Width - paper.Width)), (int)(0.06 * options.Height));
        }
    }

    private static void DrawGround(Canvas canvas, double width)
    {
        canvas.Rectangle(-5, Kerb, width + 10, 200, Colour.FromHex(0x8F857C));
        canvas.Rectangle(-5, Kerb, width + 10, 8, Colour.FromHex(0xB5AA9C));
        canvas.Rectangle(-5, 290, width + 10, 80, Colour.FromHex(0xA89C8D));
        for (var joint = 0.0; joint < 14; joint++)
        {
            var x = width * joint / 13;
            canvas.Line(x, 290, (width / 2) + ((x - (width / 2)) * 1.6), 362, Colour.FromHex(0x94897C), 2);
        }

        canvas.Line(0, 316, width, 316, Colour.FromHex(0x94897C), 2);
    }

    private static void DrawHouse(Canvas canvas, SeededRandom random, double x, double width)
    {
        // Walls of like brightness, up beyond the picture: a light patch among dark ones is a face to Haar.
        var wall = Colour.FromHex(random.Any<int>(Walls)).Mix(Colour.FromHex(0xB5A08C), 0.4);
        var top = random.Between(-40, -8);
        canvas.Rectangle(x, top, width + 1, Kerb - top, wall);
        canvas.Glow(x + width, 120, 30, 190, wall.Lit(0.7), 0.6);
        var lit = Colour.FromHex(0xF5D38A);
        // Strong contrast up here would look like eyes to Haar, between a hat and the sky.
        var bright = lit.Mix(wall, 0.4);
        var dark = Colour.FromHex(0x5E6A78).Mix(wall, 0.45);
        for (var pane = x + 14; pane + 16 < x + width; pane += 30)
        {
            for (var y = top + 14; y + 30 < 132; y += 44)
            {
                canvas.Rectangle(pane - 2, y - 2, 20, 32, wall.Lit(1.12));
                canvas.Rectangle(pane, y, 16, 28, random.Chance(0.4) ? bright : dark);
                canvas.Line(pane + 8, y, pane + 8, y + 28, wall.Lit(1.12), 1.5);
            }
        }

        DrawShop(canvas, random, x, width, lit);
    }

    private static void DrawShop(Canvas canvas, SeededRandom random, double x, double width, Colour lit)
    {
        canvas.Rectangle(x + 8, 150, width - 16, Kerb - 150, Colour.FromHex(0x4C4038));
        canvas.Rectangle(x + 12, 156, width - 48, 54, lit);
        canvas.Glow(x + (width / 3), 170, 50, 36, Colour.FromHex(0xFFF0C9), 0.9);
        canvas.Rectangle(x + width - 30, 158, 18, Kerb - 160, Colour.FromHex(0x6E5543));
        for (var goods = x + 18; goods < x + width - 44; goods += random.Between(9, 16))
        {
            var tall = random.Between(6, 22);
            canvas.Rectangle(goods, 210 - tall, 7, tall, Colour.FromHex(random.Any<int>(Awnings)).Mix(lit, 0.35));
        }

        var awning = Colour.FromHex(random.Any<int>(Awnings));
        var stripes = 8;
        for (var stripe = 0; stripe < stripes; stripe++)
        {
            var (from, to) = (stripe / (double)stripes, (stripe + 1) / (double)stripes);
            var cloth = stripe % 2 == 0 ? awning : Colour.FromHex(0xEFE6D8);
            canvas.Polygon(
                cloth,
                (x + 8 + (from * (width - 16)), 136),
                (x + 8 + (to * (width - 16)), 136),
                (x + 2 + (to * (width - 4)), 160),
                (x + 2 + (from * (width - 4)), 160)
            );
            canvas.Ellipse(x + 2 + ((from + to) / 2 * (width - 4)), 160, (width - 4) / stripes / 2, 5, cloth.Lit(0.92));
        }
    }

    private static void DrawTree(Canvas canvas, SeededRandom random, double x)
    {
        canvas.Rectangle(x - 4, 110, 8, 130, Colour.FromHex(0x5A4636));
        for (var leaf = 0; leaf < 16; leaf++)
        {
            var green = Colour.FromHex(0x5F7D4A).Lit(random.Between(0.75, 1.25));
            canvas.Ellipse(x + random.Between(-34, 34), 78 + random.Between(-36, 34), 18, 16, green);
        }
    }

    private static void DrawLights(Canvas canvas, double width)
    {
        for (var at = 0.0; at <= 1; at += 0.0625)
        {
            var sag = 30 * Math.Abs(Math.Sin(at * Math.PI * 3));
            canvas.Ellipse(at * width, 18 + sag, 4, 4, Colour.FromHex(0xFFE9B0));
        }
    }
}
