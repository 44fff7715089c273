using OpenCvSharp;

namespace Vitrine.Training.Detector;

/// <summary>
/// Makes scenes as a shop's camera sees them out of single pictures: a background, and pasted onto it pictures of faces at any
/// scale, turned, mirrored and partly covered; then what a window, its light and a camera do to them (<see cref="SceneWeather"/>).
/// All that is random follows from the seed. Belongs to one thread.
/// </summary>
/// <param name="pictures">What scenes are made of.</param>
/// <param name="width">Of a scene, in pixels.</param>
/// <param name="height">Of a scene, in pixels.</param>
public sealed class SceneComposer(ScenePictures pictures, int width, int height)
{
    // Heights of faces in pixels: as often between 12 and 24 as between 48 and 96. Some are lower than what a shop wants found: a
    // network that never saw lower ones makes the lowest too large.
    private const double LowestFace = 8;
    private const double HighestFace = 150;
    private const float LeastHeight = 7;
    private const double LargestAngle = 40;
    private const double MostStretched = 0.2;
    private const double PersonShare = 0.5;
    private const double MostEnlarged = 1.8;
    private const int Tries = 6;

    // About as much of a mosaic's cell is a face high.
    private const double FaceOfCell = 0.45;

    // Of a face that is there already a pasted picture may cover this share.
    private const double MayCover = 0.12;

    /// <summary>A scene.</summary>
    public Scene Compose(int seed)
    {
        var random = new Random(seed);
        var scene = new Scene(new Mat(height, width, MatType.CV_8UC3, Scalar.All(random.Next(256))));
        PaintBackground(scene, random);
        // Large ones first: what comes later lies in front.
        double[] sizes =
        [
            .. Enumerable
                .Range(0, random.Next(1, 8))
                .Select(_ => LowestFace * Math.Pow(HighestFace / LowestFace, random.NextDouble()))
                .OrderDescending(),
        ];
        foreach (var size in sizes)
        {
            Paste(scene, size, random);
        }

        SceneWeather.Apply(scene, pictures, random);
        return scene;
    }

    private void PaintBackground(Scene scene, Random random)
    {
        var kind = random.NextDouble();
        if (kind < 0.1)
        {
            SceneClutter.PaintWall(scene.Picture, random);
            return;
        }

        if (kind < 0.25)
        {
            SceneClutter.Fill(scene.Picture, pictures, random);
            return;
        }

        if (kind < 0.45)
        {
            PaintMosaic(scene, random);
            return;
        }

        using var source = kind < 0.72 ? pictures.Empty(random) : pictures.WithSurroundings(random);
        var cover = Math.Max((double)width / source.Picture.Width, (double)height / source.Picture.Height);
        var scale = cover * (1 + (random.NextDouble() * 0.8));
        var (roomX, roomY) = ((source.Picture.Width * scale) - width, (source.Picture.Height * scale) - height);
        var placing = new Placing
        {
            Scale = scale,
            Mirrored = random.Next(2) == 0,
            X = (width / 2.0) + ((random.NextDouble() - 0.5) * roomX),
            Y = (height / 2.0) + ((random.NextDouble() - 0.5) * roomY),
        };
        placing.Paint(source, scene, isSoft: false, mayCover: 1, LeastHeight);
    }

    // Pictures side by side, so that small faces, too, are seen with shoulders and what was around them.
    private void PaintMosaic(Scene scene, Random random)
    {
        var (columns, rows) = (random.Next(2, 6), random.Next(1, 4));
        var (wide, high) = ((double)width / columns, (double)height / rows);
        for (var cell = 0; cell < columns * rows; cell++)
        {
            using var source = pictures.WithSurroundings(random, high * FaceOfCell);
            var placing = new Placing
            {
                Scale = Math.Max(wide / source.Picture.Width, high / source.Picture.Height) * 1.05,
                Mirrored = random.Next(2) == 0,
                X = ((cell % columns) + 0.5) * wide,
                Y = ((cell / columns) + 0.5) * high,
            };
            placing.Paint(source, scene, isSoft: false, mayCover: 1, LeastHeight);
        }
    }

    private void Paste(Scene scene, double faceHeight, Random random)
    {
        using var source = random.NextDouble() < 0.15 ? pictures.Empty(random) : pictures.WithFace(random, faceHeight);
        var own = source
            .Faces.Select(face => (double)face.Box.Height)
            .DefaultIfEmpty(source.Picture.Height / 2.0)
            .Max();
        var placing = new Placing
        {
            Scale = Math.Min(MostEnlarged, faceHeight / own),
            Mirrored = random.Next(2) == 0,
            // Small angles are more frequent.
            Degrees = (random.NextDouble() - random.NextDouble()) * LargestAngle,
            Stretch = Math.Exp((random.NextDouble() - random.NextDouble()) * MostStretched),
        };
        var person =
            source.Faces.Count > 0 && random.NextDouble() < PersonShare
                ? new ScenePerson(source, pictures, random)
                : null;
        for (var attempt = 0; attempt < Tries; attempt++)
        {
            placing = placing with { X = random.NextDouble() * width, Y = random.NextDouble() * height };
            if (
                person?.Paint(scene, placing, MayCover, LeastHeight)
                ?? placing.Paint(source, scene, isSoft: random.Next(2) == 0, MayCover, LeastHeight)
            )
            {
                return;
            }
        }
    }
}
