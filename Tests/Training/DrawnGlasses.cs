using OpenCvSharp;
using Vitrine.Training.Packaging;
using Vitrine.Vision;

namespace Vitrine.Tests.Training;

/// <summary>
/// An attribute that the product knows nothing of: drawn faces with and without glasses, and a tiny model that is trained
/// on them in seconds.
/// </summary>
internal static class DrawnGlasses
{
    /// <summary>The attribute's name: the column of the lists, and the model's files.</summary>
    public const string Name = "glasses";

    private const int Side = 40;

    /// <summary>Where the face is in every picture, in pixels.</summary>
    public static Box Face { get; } = new(4, 4, 32, 32);

    /// <summary>Draws a prepared folder: train.csv, val.csv and test.csv with their pictures, every other face with glasses.</summary>
    public static string Draw(string folder, int training = 64, int others = 24)
    {
        Directory.CreateDirectory(folder);
        var random = new Random(7);
        foreach (var (list, count) in new[] { ("train", training), ("val", others), ("test", others) })
        {
            var rows = new List<string> { $"file,{Name},x,y,w,h" };
            for (var number = 0; number < count; number++)
            {
                using var picture = Picture(number % 2 == 0, random);
                Cv2.ImWrite(Path.Combine(folder, $"{list}-{number}.png"), picture);
                rows.Add($"{list}-{number}.png,{(number % 2 == 0 ? "with" : "without")},4,4,32,32");
            }

            File.WriteAllLines(Path.Combine(folder, $"{list}.csv"), rows);
        }

        return folder;
    }

    /// <summary>A face of any skin, on a noisy ground, with glasses or without; 40 x 40 pixels, BGR.</summary>
    public static Mat Picture(bool glasses, Random random)
    {
        var picture = new Mat(Side, Side, MatType.CV_8UC3);
        for (var y = 0; y < Side; y++)
        {
            for (var x = 0; x < Side; x++)
            {
                var noise = (byte)random.Next(100, 150);
                picture.Set(y, x, new Vec3b(noise, noise, noise));
            }
        }

        var (centre, skin) = (new Point(random.Next(18, 23), random.Next(18, 23)), random.Next(150, 220));
        Cv2.Ellipse(picture, centre, new Size(12, 15), 0, 0, 360, new Scalar(skin - 60, skin - 30, skin), -1);
        Cv2.Line(picture, centre + new Point(-4, 8), centre + new Point(4, 8), new Scalar(60, 60, 150), 2);
        foreach (var eye in new[] { centre + new Point(-5, -3), centre + new Point(5, -3) })
        {
            Cv2.Circle(picture, eye, glasses ? 5 : 1, glasses ? new Scalar(150, 40, 10) : Scalar.Black, -1);
        }

        return picture;
    }

    /// <summary>Trains the model in <paramref name="run"/>'s folder "out": glasses.onnx and glasses.json, ready for a device.</summary>
    public static Package Train(DrawnRun run)
    {
        Draw(run[Name]);
        return run.Run(
            run.Job(freeze: 0, job => (job.Task, job.Data[0], job.Epochs, job.Flip) = (Name, run[Name], 8, 0.5))
        );
    }
}
