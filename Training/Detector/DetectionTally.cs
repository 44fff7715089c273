using Vitrine.Vision;
using Vitrine.Vision.Detection;

namespace Vitrine.Training.Detector;

/// <summary>
/// Compares what a detector found with what is there, as PASCAL VOC does (Everingham et al., 2010): the best faces first, each
/// matched once, at an intersection over union of 0.5 or more. What lies on an unclear face counts neither for nor against it.
/// </summary>
public sealed class DetectionTally
{
    private const float SamePlace = 0.5f;

    private readonly List<(float Score, float Height, FaceDetection? True)> found = [];
    private readonly List<FaceDetection> there = [];
    private int pictures;

    /// <summary>What a detector finds in scenes, which are gone afterwards.</summary>
    public static DetectionTally Of(IFaceDetector detector, IEnumerable<Scene> scenes)
    {
        var (tally, found) = (new DetectionTally(), new List<FaceDetection>());
        foreach (var scene in scenes)
        {
            using (scene)
            {
                detector.Detect(scene.Picture, found);
                tally.Add(found, scene);
            }
        }

        return tally;
    }

    /// <summary>Takes a scene in.</summary>
    /// <param name="given">What the detector found.</param>
    /// <param name="scene">What is there.</param>
    /// <param name="leastHeight">In pixels: lower faces are unclear.</param>
    public void Add(IReadOnlyList<FaceDetection> given, Scene scene, float leastHeight = 0)
    {
        var faces = scene.Faces.ToLookup(face => face.Box.Height >= leastHeight);
        Add(given, [.. faces[true]], [.. scene.Unclear, .. faces[false].Select(face => face.Box)]);
    }

    /// <summary>Takes one picture in.</summary>
    /// <param name="given">What the detector found.</param>
    /// <param name="faces">What is there.</param>
    /// <param name="unclear">Where it may say what it likes.</param>
    public void Add(IReadOnlyList<FaceDetection> given, IReadOnlyList<FaceDetection> faces, IReadOnlyList<Box> unclear)
    {
        pictures++;
        there.AddRange(faces);
        var matched = new bool[faces.Count];
        foreach (var face in given.OrderByDescending(face => face.Score))
        {
            var best = Enumerable
                .Range(0, faces.Count)
                .Where(i => !matched[i])
                .Select(i => (Index: i, Overlap: faces[i].Box.IntersectionOverUnion(face.Box)))
                .DefaultIfEmpty((Index: -1, Overlap: 0))
                .MaxBy(match => match.Overlap);
            if (best.Overlap >= SamePlace)
            {
                matched[best.Index] = true;
                found.Add((face.Score, faces[best.Index].Box.Height, faces[best.Index]));
            }
            else if (
                !unclear.Any(box =>
                    box.Intersection(face.Box) > 0.5f * face.Box.Area || box.IntersectionOverUnion(face.Box) > 0.3f
                )
            )
            {
                found.Add((face.Score, face.Box.Height, True: null));
            }
        }
    }

    /// <summary>Area under the curve of precision over recall, 0 to 1, of faces with such heights.</summary>
    /// <param name="least">Height in pixels.</param>
    /// <param name="below">Height in pixels.</param>
    public double AveragePrecision(float least = 0, float below = float.PositiveInfinity)
    {
        var curve = Curve(least, below);
        var (sum, best) = (0.0, 0.0);
        for (var i = curve.Count - 1; i >= 0; i--)
        {
            best = Math.Max(best, curve[i].Precision);
            sum += best * (curve[i].Recall - (i > 0 ? curve[i - 1].Recall : 0));
        }

        return sum;
    }

    /// <summary>The largest recall at which so many of the faces found are faces, and the score that gives it.</summary>
    public (double Recall, float Score) RecallAt(
        double precision,
        float least = 0,
        float below = float.PositiveInfinity
    )
    {
        var good = Curve(least, below).Where(point => point.Precision >= precision).ToArray();
        return good.Length == 0 ? (0, 1) : (good[^1].Recall, good[^1].Score);
    }

    /// <summary>Faces found where there are none, a picture.</summary>
    public double FalsePerPicture(float leastScore) =>
        (double)found.Count(face => face.True is null && face.Score >= leastScore) / Math.Max(1, pictures);

    /// <summary>Faces of such heights that are there.</summary>
    public int Count(float least = 0, float below = float.PositiveInfinity) =>
        Count(face => face.Box.Height >= least && face.Box.Height < below);

    /// <summary>Faces of a kind that are there.</summary>
    public int Count(Func<FaceDetection, bool> which) => there.Count(which);

    /// <summary>The share of the faces of a kind that is found with such a score or a better one; 0 where there is none.</summary>
    public double Recall(float leastScore, Func<FaceDetection, bool> which) =>
        (double)found.Count(face => face.True is { } real && face.Score >= leastScore && which(real))
        / Math.Max(1, Count(which));

    private List<(double Recall, double Precision, float Score)> Curve(float least, float below)
    {
        var curve = new List<(double, double, float)>();
        var (right, all, wanted) = (0, 0, Math.Max(1, Count(least, below)));
        foreach (
            var face in found
                .Where(face => face.Height >= least && face.Height < below)
                .OrderByDescending(face => face.Score)
        )
        {
            all++;
            right += face.True is null ? 0 : 1;
            curve.Add(((double)right / wanted, (double)right / all, face.Score));
        }

        return curve;
    }
}
