using OpenCvSharp;
using Vitrine.Training.Detector;
using Vitrine.Vision;
using Vitrine.Vision.Detection;

namespace Vitrine.Tests.Training.Detector;

/// <summary>A folder of drawn faces with room around them, and boxes.csv that says where they are.</summary>
internal static class DrawnFacePictures
{
    private const int Side = 120;

    public static string Draw(string folder, int count = 40)
    {
        Directory.CreateDirectory(folder);
        var random = new Random(3);
        var pictures = Enumerable.Range(0, count).Select(number => Draw(folder, $"{number:00}.png", random)).ToArray();
        File.WriteAllText(Path.Combine(folder, "boxes.csv"), FacePicture.Format(pictures));
        return folder;
    }

    private static FacePicture Draw(string folder, string name, Random random)
    {
        using var picture = new Mat(Side, Side, MatType.CV_8UC3, Scalar.All(random.Next(60, 200)));
        var (x, y, half) = (random.Next(52, 68), random.Next(52, 68), random.Next(16, 24));
        var skin = new Scalar(120 + random.Next(40), 150 + random.Next(40), 200 + random.Next(40));
        Cv2.Ellipse(picture, new Point(x, y), new Size(half, half * 1.3), 0, 0, 360, skin, -1);
        var landmarks = new FaceLandmarks(
            new(x - (half * 0.4f), y - (half * 0.3f)),
            new(x + (half * 0.4f), y - (half * 0.3f)),
            new(x, y + (half * 0.2f)),
            new(x - (half * 0.35f), y + (half * 0.7f)),
            new(x + (half * 0.35f), y + (half * 0.7f))
        );
        foreach (var spot in Enumerable.Range(0, FaceLandmarks.Count).Select(index => landmarks[index]))
        {
            Cv2.Circle(picture, (int)spot.X, (int)spot.Y, half / 6, Scalar.All(30), -1);
        }

        Cv2.ImWrite(Path.Combine(folder, name), picture);
        return new FacePicture(name, [new(new Box(x - half, y - (half * 1.3f), 2 * half, 2.6f * half), 1, landmarks)]);
    }
}
