using System.Diagnostics;
using System.Globalization;
using OpenCvSharp;
using Vitrine.Training.Detector;
using Vitrine.Vision.Detection;
using static Vitrine.Bench.Printing;

namespace Vitrine.Bench.Detector;

/// <summary>
/// Detectors side by side, one thread: milliseconds for a picture of 480 x 270; faces found on recordings; on scenes made of the test
/// splits of prepared lists, recall by height of the face where 98 % of what is found are faces.
/// </summary>
internal static class DetectorBench
{
    private static readonly double[] Precisions = [0.9, 0.95, 0.98];
    private const int Scenes = 1000;
    private const int Rounds = 100;
    private static readonly (string Name, float Least, float Below)[] Bands =
    [
        ("12-24", 12, 24),
        ("24-48", 24, 48),
        ("48+", 48, float.PositiveInfinity),
    ];

    // By how far the nose is from the middle of the face, in spans of its eyes and mouth.
    private static readonly (string Name, float Least, float Below)[] Turns =
    [
        ("frontal", 0, 0.08f),
        ("half turned", 0.08f, 0.2f),
        ("turned", 0.2f, float.PositiveInfinity),
    ];

    public static int Run(string[] options)
    {
        Cv2.SetNumThreads(1);
        var data = Environment.GetEnvironmentVariable("VITRINE_DATA");
        var own = Options.Value(options, "--model", NetworkDetector.Bundled);
        var lists = Options.Value(options, "--data", string.Empty);
        var every = Math.Max(1, int.Parse(Options.Value(options, "--every", "1"), CultureInfo.InvariantCulture));
        using var detectors = new Rivals(own, data);
        foreach (var missing in detectors.Missing)
        {
            Console.WriteLine($"skipped {missing}: its file is not there");
        }

        Times(detectors);
        if (data is null)
        {
            Console.WriteLine("skipped the recordings: no VITRINE_DATA and no ../shared");
        }
        else
        {
            Recordings(detectors, data, every);
        }

        if (lists.Length == 0)
        {
            Console.WriteLine(
                "skipped recall: give --data DIR[,DIR], folders that ./vitrine prepare --dataset faces made"
            );
        }
        else
        {
            Recall(detectors, [.. lists.Split(',').Select(FaceData.Read)]);
        }

        return 0;
    }

    private static void Times(Rivals detectors)
    {
        using var picture = new Mat(270, 480, MatType.CV_8UC3);
        Cv2.Randu(picture, Scalar.Black, Scalar.White);
        var times = detectors.All.Select(_ => new List<double>()).ToArray();
        var found = new List<FaceDetection>();
        for (var round = 0; round < Rounds; round++)
        {
            foreach (var (detector, taken) in detectors.All.Zip(times))
            {
                // The first one warms the caches up again.
                detector.Usual.Detect(picture, found);
                var begun = Stopwatch.GetTimestamp();
                detector.Usual.Detect(picture, found);
                taken.Add(Stopwatch.GetElapsedTime(begun).TotalMilliseconds);
            }
        }

        foreach (var (detector, taken) in detectors.All.Zip(times))
        {
            Say(
                $"{detector.Name, -28} {Median(taken, ms => ms):0.00} ms a picture of 480 x 270 (at least {taken.Min():0.00})"
            );
        }
    }

    private static void Recordings(Rivals detectors, string data, int every)
    {
        string[] folders = ["video", Path.Combine("data", "no-faces")];
        foreach (var clip in folders.SelectMany(folder => Directory.GetFiles(Path.Combine(data, folder)).Order()))
        {
            using var capture = new VideoCapture(clip);
            using var frame = new Mat();
            var (read, frames, found) = (0, 0, new List<FaceDetection>());
            var counts = new int[detectors.All.Count];
            while (capture.Read(frame))
            {
                if (read++ % every != 0)
                {
                    continue;
                }

                frames++;
                foreach (var (index, detector) in detectors.All.Index())
                {
                    detector.Usual.Detect(frame, found);
                    counts[index] += found.Count;
                }
            }

            var figures = detectors.All.Zip(counts, (detector, count) => $"{detector.Name} {count}");
            Console.WriteLine($"{Path.GetFileName(clip)}, {frames} frames: {string.Join(", ", figures)}");
        }
    }

    private static void Recall(Rivals detectors, FaceData[] data)
    {
        var pictures = new ScenePictures(data.SelectMany(set => set.Test));
        Console.WriteLine($"{Scenes} scenes made of the test splits: {pictures.Counts}");
        var composer = new SceneComposer(pictures, SceneBatches.Width, SceneBatches.Height);
        var tallies = detectors.All.Select(_ => new DetectionTally()).ToArray();
        var found = new List<FaceDetection>();
        for (var number = 0; number < Scenes; number++)
        {
            using var scene = composer.Compose(number);
            foreach (var (detector, tally) in detectors.All.Zip(tallies))
            {
                detector.Eager.Detect(scene.Picture, found);
                // Lower than the lowest band: a box that is two pixels too high would count as false in it.
                tally.Add(found, scene, Bands[0].Least);
            }
        }

        foreach (var (detector, tally) in detectors.All.Zip(tallies))
        {
            var bands = Bands.Select(band =>
            {
                var recalls = Precisions.Select(precision =>
                    FormattableString.Invariant($"{tally.RecallAt(precision, band.Least, band.Below).Recall:0.000}")
                );
                return FormattableString.Invariant(
                    $"{band.Name} {tally.AveragePrecision(band.Least, band.Below):0.000} ({string.Join(", ", recalls)} of {tally.Count(band.Least, band.Below)})"
                );
            });
            Say(
                $"{detector.Name, -28} average precision {tally.AveragePrecision():0.000}; by height (recall at {string.Join(", ", Precisions.Select(precision => $"{precision:0%}"))}): {string.Join("; ", bands)}"
            );
            Print(detector, tally, tally.RecallAt(Precisions[^1]).Score, pictures);
        }
    }

    // At the score of the whole curve: by turn of the head; and what is found where nothing is.
    private static void Print(Rival detector, DetectionTally tally, float score, ScenePictures pictures)
    {
        var turns = Turns.Select(turn =>
        {
            bool Is(FaceDetection face) => TurnOf(face) is { } far && far >= turn.Least && far < turn.Below;
            return FormattableString.Invariant($"{turn.Name} {tally.Recall(score, Is):0.000} of {tally.Count(Is)}");
        });
        var (random, found) = (new Random(1), new List<FaceDetection>());
        var nothing = new DetectionTally();
        for (var number = 0; number < Scenes; number++)
        {
            using var empty = pictures.Empty(random);
            detector.Eager.Detect(empty.Picture, found);
            nothing.Add(found, [], []);
        }

        Say(
            $"{string.Empty, -28} from {score:0.00} on, {string.Join(", ", turns)}; {nothing.FalsePerPicture(score):0.000} false ones a picture without a face"
        );
    }

    private static float? TurnOf(FaceDetection face) =>
        face.Landmarks is { } points ? MathF.Abs(FaceAxes.Of(points).InFace(points.Nose).X) : null;
}
