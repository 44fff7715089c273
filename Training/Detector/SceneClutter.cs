using OpenCvSharp;

namespace Vitrine.Training.Detector;

/// <summary>
/// What a shop is full of and pictures of people lack: shelves of small things side by side, the same again and again. Made of parts of
/// pictures without a face, and of packages that are drawn. A detector that has not seen it takes every second label for a face.
/// </summary>
internal static class SceneClutter
{
    private const int Sources = 4;
    private const int LowestRow = 12;
    private const int HighestRow = 80;
    private const double DrawnShare = 0.35;

    /// <summary>Covers a picture with shelves, seen from the front or at an angle.</summary>
    /// <param name="onto">8 bit BGR.</param>
    /// <param name="pictures">What parts are cut out of.</param>
    /// <param name="random">Decides everything.</param>
    public static void Fill(Mat onto, ScenePictures pictures, Random random)
    {
        if (random.Next(2) == 0)
        {
            FillFront(onto, pictures, random);
            return;
        }

        using var front = new Mat(onto.Size(), onto.Type(), Scalar.All(random.Next(256)));
        FillFront(front, pictures, random);
        var (wide, high) = (onto.Width, onto.Height);
        float Beyond(int side) => (float)(side * random.NextDouble() * 0.7);
        Point2f[] from = [new(0, 0), new(wide, 0), new(wide, high), new(0, high)];
        Point2f[] to =
        [
            new(-Beyond(wide), -Beyond(high)),
            new(wide + Beyond(wide), -Beyond(high)),
            new(wide + Beyond(wide), high + Beyond(high)),
            new(-Beyond(wide), high + Beyond(high)),
        ];
        using var map = Cv2.GetPerspectiveTransform(from, to);
        Cv2.WarpPerspective(front, onto, map, onto.Size());
    }

    /// <summary>Covers a picture with shelves, seen from the front.</summary>
    /// <param name="onto">8 bit BGR.</param>
    /// <param name="pictures">What parts are cut out of.</param>
    /// <param name="random">Decides everything.</param>
    public static void FillFront(Mat onto, ScenePictures pictures, Random random)
    {
        // Things on one shelf are often of one colour.
        var palette = new Palette(random);
        ScenePicture[] sources = [.. Enumerable.Range(0, Sources).Select(_ => pictures.Empty(random))];
        var usual = random.Next(LowestRow, HighestRow);
        var size = onto.Size();
        for (var top = 0; top < size.Height; )
        {
            var high = Math.Min(size.Height - top, usual + random.Next(usual));
            FillRow(onto, new Rect(0, top, size.Width, high), sources, palette, random);
            top += high + random.Next(1, 5);
        }

        foreach (var source in sources)
        {
            source.Dispose();
        }
    }

    /// <summary>Covers a picture with a wall, lit from one side, with a few plain things on it: a door, a pane, a lamp.</summary>
    /// <param name="onto">8 bit BGR.</param>
    /// <param name="random">Decides everything.</param>
    public static void PaintWall(Mat onto, Random random)
    {
        var palette = new Palette(random);
        using var corners = new Mat(2, 2, MatType.CV_8UC3);
        foreach (var (row, column) in new[] { (0, 0), (0, 1), (1, 0), (1, 1) })
        {
            corners.Set(row, column, palette.Colour(random).ToVec3b());
        }

        Cv2.Resize(corners, onto, onto.Size(), interpolation: InterpolationFlags.Cubic);
        for (var thing = random.Next(5); thing > 0; thing--)
        {
            var place = new Point(random.Next(onto.Width), random.Next(onto.Height));
            var size = new Size(random.Next(3, onto.Width / 2), random.Next(3, onto.Height / 2));
            if (random.Next(4) == 0)
            {
                Round(onto, place, new Size((size.Width / 4) + 1, (size.Height / 4) + 1), palette, random);
            }
            else
            {
                Cv2.Rectangle(onto, new Rect(place, size), palette.Colour(random), random.Next(2) == 0 ? -1 : 2);
            }
        }
    }

    private static void FillRow(Mat onto, Rect row, ScenePicture[] sources, Palette palette, Random random)
    {
        for (var left = row.X; left < row.Right; )
        {
            var width = Math.Max(4, (int)(row.Height * (0.4 + (0.9 * random.NextDouble()))));
            using var thing = new Mat(row.Height, width, MatType.CV_8UC3, palette.Colour(random));
            if (random.NextDouble() < DrawnShare)
            {
                Draw(thing, palette, random);
            }
            else
            {
                CutOut(sources[random.Next(sources.Length)].Picture, thing, random);
            }

            var (times, gap) = (random.Next(1, 6), random.Next(3));
            for (; times > 0 && left < row.Right; times--, left += width + gap)
            {
                var part = new Rect(left, row.Y, Math.Min(width, row.Right - left), row.Height);
                using var from = thing.SubMat(new Rect(0, 0, part.Width, part.Height));
                using var to = onto.SubMat(part);
                from.CopyTo(to);
            }
        }
    }

    private static void CutOut(Mat from, Mat thing, Random random)
    {
        var share = 0.1 + (0.5 * random.NextDouble());
        var (wide, high) = (Math.Max(4, (int)(from.Width * share)), Math.Max(4, (int)(from.Height * share)));
        var place = new Rect(
            random.Next(from.Width - Math.Min(wide, from.Width - 1)),
            random.Next(from.Height - Math.Min(high, from.Height - 1)),
            Math.Min(wide, from.Width - 1),
            Math.Min(high, from.Height - 1)
        );
        using var part = from.SubMat(place);
        Cv2.Resize(part, thing, thing.Size(), interpolation: InterpolationFlags.Linear);
    }

    // A package: a field, round or square marks on it, some letters.
    private static void Draw(Mat thing, Palette palette, Random random)
    {
        for (var mark = random.Next(1, 5); mark > 0; mark--)
        {
            var centre = new Point(random.Next(thing.Width), random.Next(thing.Height));
            var size = new Size(random.Next(1, (thing.Width / 2) + 2), random.Next(1, (thing.Height / 3) + 2));
            if (random.Next(2) == 0)
            {
                Round(thing, centre, size, palette, random);
            }
            else
            {
                Cv2.Rectangle(thing, new Rect(centre, size), palette.Colour(random), -1);
            }
        }

        if (random.Next(2) == 0)
        {
            var letters = new string([
                .. Enumerable.Range(0, random.Next(1, 8)).Select(_ => (char)random.Next(48, 91)),
            ]);
            var place = new Point(0, random.Next(thing.Height));
            Cv2.PutText(
                thing,
                letters,
                place,
                HersheyFonts.HersheySimplex,
                thing.Height / 80.0,
                palette.Colour(random)
            );
        }
    }

    // A bowl, a bottle's top, a button: lighter towards one side.
    private static void Round(Mat thing, Point centre, Size size, Palette palette, Random random)
    {
        var (dark, light, tilt) = (palette.Colour(random), palette.Colour(random), random.Next(180));
        const int Rings = 5;
        for (var ring = 0; ring < Rings; ring++)
        {
            var (inner, share) = (1 - ((double)ring / Rings), (double)ring / (Rings - 1));
            var colour = new Scalar(
                dark.Val0 + (share * (light.Val0 - dark.Val0)),
                dark.Val1 + (share * (light.Val1 - dark.Val1)),
                dark.Val2 + (share * (light.Val2 - dark.Val2))
            );
            var place = new Point(centre.X - (ring * size.Width / 12), centre.Y - (ring * size.Height / 12));
            Cv2.Ellipse(thing, place, new Size(size.Width * inner, size.Height * inner), tilt, 0, 360, colour, -1);
        }
    }

    // Any colours, or shades near one.
    private sealed class Palette(Random random)
    {
        private readonly Scalar main = Any(random);
        private readonly double spread = random.Next(2) == 0 ? 1 : 0.1 + (0.3 * random.NextDouble());

        public Scalar Colour(Random random)
        {
            var (any, light) = (Any(random), (1 - spread) * (0.6 + (0.6 * random.NextDouble())));
            return new Scalar(
                (light * main.Val0) + (spread * any.Val0),
                (light * main.Val1) + (spread * any.Val1),
                (light * main.Val2) + (spread * any.Val2)
            );
        }

        private static Scalar Any(Random random) => new(random.Next(256), random.Next(256), random.Next(256));
    }
}
