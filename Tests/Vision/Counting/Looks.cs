using OpenCvSharp;
using Vitrine.Dataflow;
using Vitrine.Models;
using Vitrine.Tests.Vision.Tracking;
using Vitrine.Vision;
using Vitrine.Vision.Attributes;
using Vitrine.Vision.Tracking;

namespace Vitrine.Tests.Vision.Counting;

/// <summary>Frames at chosen times, with what the tracker and the classifiers made of them.</summary>
internal sealed class Looks : IDisposable
{
    private readonly LeasePool<Mat> pool = new(limit: 8, () => new Mat(360, 640, MatType.CV_8UC3));
    private long number;

    /// <summary>The age group of whom the classifiers see: each track has one and keeps it.</summary>
    public static int AgeOf(int track) => track % Demography.AgeGroups.Count;

    /// <summary>The gender of whom the classifiers see.</summary>
    public static int GenderOf(int track) => track % Demography.Genders.Count;

    /// <summary>One frame, in which some tracks are described.</summary>
    public Observation At(TimeSpan time, TrackerStep step, params int[] described)
    {
        var frame = new Vitrine.Vision.Frame(pool.Rent(), number++, time, capturedAt: 0);
        var faces = step.Sightings.Select(sighting => sighting.Face).ToArray();
        return new Observation(frame)
        {
            Faces = [.. faces],
            People = step,
            Votes =
            [
                new Votes("age", [.. described.Select(track => new Vote(track, [.. Sure(AgeOf(track), 8)]))]),
                new Votes("gender", [.. described.Select(track => new Vote(track, [.. Sure(GenderOf(track), 2)]))]),
            ],
        };
    }

    /// <summary>A street through the real tracker; visitors are described from the frame on in which they are confirmed.</summary>
    public IEnumerable<Observation> Street(int seed, int walkers)
    {
        var scene = new Scene();
        foreach (var look in Tracking.Street.Watch(seed, walkers))
        {
            var step = scene.See(look.Time.TotalSeconds, look.Faces);
            int[] visitors = [.. step.Sightings.Where(s => s.Confirmed).Select(s => s.TrackId)];
            yield return At(look.Time, step, visitors);
        }
    }

    public void Dispose() => pool.Dispose();

    private static IEnumerable<float> Sure(int index, int classes) =>
        Enumerable.Range(0, classes).Select(i => i == index ? 1f : 0f);
}
