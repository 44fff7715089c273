using OpenCvSharp;

namespace Vitrine.Tests.Vision.Detection;

/// <summary>Grey pictures with faces that the cascades find.</summary>
internal static class DrawnFaces
{
    /// <summary>Four faces of different sizes on a noisy ground.</summary>
    public static Mat Draw(int seed, int width, int height)
    {
        var random = new Random(seed);
        var picture = new Mat(height, width, MatType.CV_8UC1, Scalar.All(90));
        for (var i = 0; i < 30; i++)
        {
            var place = new Rect(random.Next(width), random.Next(height), random.Next(10, 60), random.Next(10, 60));
            Cv2.Rectangle(picture, place, Scalar.All(random.Next(256)), -1);
        }

        DrawFace(picture, width / 4, height / 4, 26 + random.Next(6));
        DrawFace(picture, 3 * width / 4, height / 4, 18 + random.Next(6));
        DrawFace(picture, width / 4, 3 * height / 4, 36 + random.Next(6));
        DrawFace(picture, 3 * width / 4, 3 * height / 4, 46 + random.Next(6));
        Cv2.GaussianBlur(picture, picture, new Size(3, 3), 0);
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                picture.Set(y, x, (byte)Math.Clamp(picture.Get<byte>(y, x) + random.Next(-6, 7), 0, 255));
            }
        }

        return picture;
    }

    /// <summary>A shaded oval with hair, brows, eyes, nose and mouth; <paramref name="r"/> is half its width in pixels.</summary>
    private static void DrawFace(Mat picture, int x, int y, int r)
    {
        void Oval(double dx, double dy, double w, double h, int shade) =>
            Cv2.Ellipse(
                picture,
                new Point((int)(x + (dx * r)), (int)(y + (dy * r))),
                new Size(Math.Max(1, (int)(w * r)), Math.Max(1, (int)(h * r))),
                0,
                0,
                360,
                Scalar.All(shade),
                -1,
                LineTypes.AntiAlias
            );

        Oval(0, -0.15, 1.08, 1.35, 45);
        for (var i = 0; i < 8; i++)
        {
            Oval(0, 0.05, 0.95 - (i * 0.06), 1.2 - (i * 0.07), 165 + (i * 6));
        }

        foreach (var side in new[] { -1, 1 })
        {
            Oval(side * 0.4, -0.36, 0.26, 0.07, 70);
            Oval(side * 0.4, -0.16, 0.27, 0.13, 120);
            Oval(side * 0.4, -0.15, 0.17, 0.09, 40);
            Oval(side * 0.12, 0.3, 0.06, 0.04, 110);
            Oval(side * 0.5, 0.25, 0.2, 0.18, 225);
        }

        Oval(0, 0.1, 0.09, 0.25, 232);
        Oval(0, 0.64, 0.36, 0.1, 95);
        Oval(0, 0.64, 0.26, 0.03, 60);
    }
}
