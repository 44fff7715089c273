using Vitrine.Vision;
using Vitrine.Vision.Detection;

namespace Vitrine.Tests.Vision.Tracking;

/// <summary>
/// A street seen through a bad detector, the same for the same seed: walkers cross each other, hide each other, are
/// missed in 5 to 40 % of the frames and hidden up to a second, and one frame in a hundred shows a face that is none.
/// Frames come 10 to 25 times a second, unevenly, and every twentieth is lost.
/// </summary>
internal static class Street
{
    public static readonly FrameSize Frame = new(640, 360);

    /// <summary>One frame: the faces found and, for each, the index of its walker, or -1.</summary>
    internal sealed record Look(TimeSpan Time, FaceDetection[] Faces, int[] Walkers);

    public static IEnumerable<Look> Watch(int seed, int walkers)
    {
        var random = new Random(seed);
        var people = new List<Walker>();
        for (var enters = 1.0; people.Count < walkers; enters -= 1.5 * Math.Log(1 - random.NextDouble()))
        {
            people.Add(Walker.Random(random, enters));
        }

        var interval = 1 / (10 + (15 * random.NextDouble()));
        var time = 0.0;
        while (!people.TrueForAll(walker => walker.HasLeft(time, Frame)))
        {
            time += interval * (0.7 + (0.6 * random.NextDouble()));
            var look = At(time, people, random);
            if (random.NextDouble() >= 0.05)
            {
                yield return look;
            }
        }
    }

    private static Look At(double time, List<Walker> people, Random random)
    {
        var faces = new List<FaceDetection>();
        var owners = new List<int>();
        for (var i = 0; i < people.Count; i++)
        {
            var box = people[i].At(time, Frame);
            var visible =
                people[i].Enters <= time
                && box.X >= 0
                && box.X + box.Width <= Frame.Width
                && !people[i].IsHidden(time)
                && !people.Exists(other => other.Size > people[i].Size && Covers(other.At(time, Frame), box));
            if (random.NextDouble() < people[i].Found && visible)
            {
                faces.Add(Blurred(box, random));
                owners.Add(i);
            }
        }

        if (random.NextDouble() < 0.01)
        {
            var size = 30 + (50 * random.NextSingle());
            var (x, y) = (random.NextSingle() * (Frame.Width - size), random.NextSingle() * (Frame.Height - size));
            faces.Add(new(new(x, y, size, size), 1));
            owners.Add(-1);
        }

        return new(TimeSpan.FromSeconds(time), [.. faces], [.. owners]);
    }

    private static bool Covers(Box nearer, Box box) =>
        MathF.Abs(nearer.CentreX - box.CentreX) < (nearer.Width + box.Width) / 4
        && MathF.Abs(nearer.CentreY - box.CentreY) < (nearer.Height + box.Height) / 4;

    /// <summary>The detector's noise: 5 % of the size in place, 5 % in size.</summary>
    private static FaceDetection Blurred(Box box, Random random)
    {
        var size = box.Width * (1 + (0.05f * Gaussian()));
        var x = box.CentreX + (0.05f * box.Width * Gaussian());
        var y = box.CentreY + (0.05f * box.Width * Gaussian());
        return Scene.Face(x, y, size);

        float Gaussian() =>
            MathF.Sqrt(-2 * MathF.Log(1 - random.NextSingle())) * MathF.Cos(2 * MathF.PI * random.NextSingle());
    }
}
