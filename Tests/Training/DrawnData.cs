using System.Globalization;
using OpenCvSharp;

namespace Vitrine.Tests.Training;

/// <summary>A prepared folder of drawn pictures: women are red discs, men blue squares, on a noisy ground; all with boxes.</summary>
internal static class DrawnData
{
    private const int Side = 40;

    /// <summary>Draws train.csv, val.csv and test.csv with their pictures, half of them of each gender, ages given.</summary>
    public static string Draw(string folder, int training = 48, int others = 16)
    {
        Directory.CreateDirectory(folder);
        var random = new Random(5);
        foreach (var (list, count) in new[] { ("train", training), ("val", others), ("test", others) })
        {
            var rows = Enumerable.Range(0, count).Select(number => Row(folder, $"{list}-{number}.png", number, random));
            File.WriteAllLines(Path.Combine(folder, $"{list}.csv"), ["file,age,gender,x,y,w,h", .. rows]);
        }

        return folder;
    }

    private static string Row(string folder, string name, int number, Random random)
    {
        using var picture = new Mat(Side, Side, MatType.CV_8UC3);
        for (var y = 0; y < Side; y++)
        {
            for (var x = 0; x < Side; x++)
            {
                picture.Set(y, x, new Vec3b(Noise(random), Noise(random), Noise(random)));
            }
        }

        var (centre, radius) = (new Point(random.Next(16, 24), random.Next(16, 24)), random.Next(6, 12));
        var isFemale = number % 2 == 0;
        if (isFemale)
        {
            Cv2.Circle(picture, centre, radius, Scalar.Red, -1);
        }
        else
        {
            Cv2.Rectangle(
                picture,
                new Rect(centre.X - radius, centre.Y - radius, 2 * radius, 2 * radius),
                Scalar.Blue,
                -1
            );
        }

        Cv2.ImWrite(Path.Combine(folder, name), picture);
        var age = (20 + number).ToString(CultureInfo.InvariantCulture);
        return $"{name},{age},{(isFemale ? "female" : "male")},4,4,32,32";
    }

    private static byte Noise(Random random) => (byte)random.Next(80, 176);
}
