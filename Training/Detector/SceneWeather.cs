using OpenCvSharp;

namespace Vitrine.Training.Detector;

/// <summary>What stands between faces and a detector: bars, hands, the window's reflections, light, motion, and the camera.</summary>
internal static class SceneWeather
{
    /// <summary>Changes the scene's picture, and covers faces.</summary>
    public static void Apply(Scene scene, ScenePictures pictures, Random random)
    {
        Cover(scene, pictures, random);
        Light(scene.Picture, random);
        Look(scene.Picture, random);
    }

    private static bool Chance(Random random, double chance) => random.NextDouble() < chance;

    private static double Between(Random random, double least, double most) =>
        least + ((most - least) * random.NextDouble());

    private static void Cover(Scene scene, ScenePictures pictures, Random random)
    {
        if (Chance(random, 0.2))
        {
            CoverByBars(scene, random);
        }

        if (Chance(random, 0.15))
        {
            CoverByHand(scene, random);
        }

        if (Chance(random, 0.15))
        {
            using var other = pictures.Empty(random);
            using var reflection = new Mat();
            Cv2.Resize(other.Picture, reflection, scene.Picture.Size());
            var share = Between(random, 0.1, 0.35);
            Cv2.AddWeighted(scene.Picture, 1 - share, reflection, share, 0, scene.Picture);
        }
    }

    private static void Light(Mat picture, Random random)
    {
        if (Chance(random, 0.35))
        {
            Shade(picture, Between(random, 0.35, 1.2), Between(random, 0.5, 1.5), isSideways: Chance(random, 0.6));
        }

        if (Chance(random, 0.7))
        {
            var contrast = Chance(random, 0.25) ? Between(random, 0.25, 0.6) : Between(random, 0.6, 1.4);
            picture.ConvertTo(picture, -1, contrast, Between(random, -30, 30) + (64 * (1 - contrast)));
            var cast = new Scalar(
                Between(random, 0.85, 1.15),
                Between(random, 0.92, 1.08),
                Between(random, 0.85, 1.15)
            );
            Cv2.Multiply(picture, cast, picture);
        }

        if (Chance(random, 0.06))
        {
            Cv2.CvtColor(picture, picture, ColorConversionCodes.BGR2GRAY);
            Cv2.CvtColor(picture, picture, ColorConversionCodes.GRAY2BGR);
        }
    }

    // What the camera makes of it.
    private static void Look(Mat picture, Random random)
    {
        if (Chance(random, 0.2))
        {
            // People walk along the window.
            using var kernel = new Mat(1, random.Next(2, 8), MatType.CV_32F, Scalar.All(1));
            Cv2.Filter2D(picture, picture, -1, kernel / kernel.Cols);
        }

        if (Chance(random, 0.25))
        {
            Cv2.GaussianBlur(picture, picture, default, Between(random, 0.4, 1.4));
        }

        if (Chance(random, 0.15))
        {
            var (wide, high) = (Between(random, 0.5, 0.9), Between(random, 0.5, 0.9));
            using var small = new Mat();
            Cv2.Resize(picture, small, default, wide, high, InterpolationFlags.Area);
            Cv2.Resize(small, picture, picture.Size(), interpolation: InterpolationFlags.Linear);
        }

        if (Chance(random, 0.4))
        {
            AddNoise(picture, Between(random, 2, 14), random);
        }

        if (Chance(random, 0.12))
        {
            UseFewColours(picture, Between(random, 12, 40), random);
        }

        if (Chance(random, 0.5))
        {
            var quality = new ImageEncodingParam(ImwriteFlags.JpegQuality, random.Next(15, 90));
            Cv2.ImEncode(".jpg", picture, out var file, quality);
            using var decoded = Cv2.ImDecode(file, ImreadModes.Color);
            decoded.CopyTo(picture);
        }
    }

    private static void CoverByBars(Scene scene, Random random)
    {
        using var mask = new Mat(scene.Picture.Size(), MatType.CV_8UC1, Scalar.Black);
        var colour = new Scalar(random.Next(256), random.Next(256), random.Next(256));
        for (var bar = random.Next(1, 4); bar > 0; bar--)
        {
            var (from, thickness) = (random.NextDouble(), random.Next(2, 12));
            var slant = (random.NextDouble() - 0.5) * 0.2;
            var size = mask.Size();
            var (first, last) =
                random.Next(3) > 0
                    ? (new Point(from * size.Width, 0), new Point((from + slant) * size.Width, size.Height))
                    : (new Point(0, from * size.Height), new Point(size.Width, (from + slant) * size.Height));
            Cv2.Line(mask, first, last, Scalar.White, thickness);
        }

        scene.Picture.SetTo(colour, mask);
        scene.Cover(mask);
    }

    private static void CoverByHand(Scene scene, Random random)
    {
        if (scene.Faces.Count == 0)
        {
            return;
        }

        var box = scene.Faces[random.Next(scene.Faces.Count)].Box;
        using var mask = new Mat(scene.Picture.Size(), MatType.CV_8UC1, Scalar.Black);
        var centre = new Point(
            box.X + (box.Width * random.NextDouble()),
            box.Y + (box.Height * (0.5 + (0.6 * random.NextDouble())))
        );
        var axes = new Size(
            box.Width * (0.15 + (0.25 * random.NextDouble())),
            box.Height * (0.1 + (0.2 * random.NextDouble()))
        );
        Cv2.Ellipse(mask, centre, axes, random.Next(180), 0, 360, Scalar.White, -1);
        var skin = 0.4 + (0.6 * random.NextDouble());
        scene.Picture.SetTo(new Scalar(150 * skin, 180 * skin, 225 * skin), mask);
        scene.Cover(mask);
    }

    // Light from one side, or from above.
    private static void Shade(Mat picture, double first, double last, bool isSideways)
    {
        using var ends = isSideways ? new Mat(1, 2, MatType.CV_32FC1) : new Mat(2, 1, MatType.CV_32FC1);
        ends.Set(0, 0, (float)first);
        ends.Set(isSideways ? 0 : 1, isSideways ? 1 : 0, (float)last);
        using var light = new Mat();
        Cv2.Resize(ends, light, picture.Size(), interpolation: InterpolationFlags.Linear);
        using var colours = new Mat();
        Cv2.CvtColor(light, colours, ColorConversionCodes.GRAY2BGR);
        using var lit = new Mat();
        Cv2.Multiply(picture, colours, lit, 1, (int)MatType.CV_8UC3);
        lit.CopyTo(picture);
    }

    private static void AddNoise(Mat picture, double deviation, Random random)
    {
        using var sum = WithNoise(picture, DistributionType.Normal, 0, deviation, random);
        sum.ConvertTo(picture, MatType.CV_8UC3);
    }

    // As a GIF does: steps between colours, hidden by noise.
    private static void UseFewColours(Mat picture, double step, Random random)
    {
        using var sum = WithNoise(picture, DistributionType.Uniform, -step / 2, step / 2, random);
        sum.ConvertTo(picture, MatType.CV_8UC3, 1 / step);
        picture.ConvertTo(picture, -1, step);
    }

    private static Mat WithNoise(Mat picture, DistributionType kind, double first, double second, Random random)
    {
        using var noise = new Mat(picture.Size(), MatType.CV_16SC3);
        // OpenCV's own generator is seeded for the process: one for each picture follows from the seed.
        var generator = new RNG((ulong)random.NextInt64());
        generator.Fill(noise, kind, InputArray.Create(Scalar.All(first)), InputArray.Create(Scalar.All(second)));
        var sum = new Mat();
        Cv2.Add(picture, noise, sum, dtype: (int)MatType.CV_16SC3);
        return sum;
    }
}
