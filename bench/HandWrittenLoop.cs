using System.Diagnostics;
using OpenCvSharp;
using Vitrine.Dataflow;
using Vitrine.Models;
using Vitrine.Vision;
using Vitrine.Vision.Attributes;
using Vitrine.Vision.Counting;
using Vitrine.Vision.Detection;
using Vitrine.Vision.Sources;
using Vitrine.Vision.Tracking;

namespace Vitrine.Bench;

/// <summary>What one would write without an engine: the same stages, one after the other, in one loop on one thread.</summary>
internal static class HandWrittenLoop
{
    public static Throughput Run(string clip, string modelFolder, TimeSpan duration)
    {
        Cv2.SetNumThreads(1);
        using var pool = new LeasePool<Mat>(limit: 2, () => new Mat());
        using var source = new VideoSource(clip, loop: true, new FrameCounter(pool, TimeProvider.System), _ => { });
        var models = FaceModels.Open(modelFolder);
        using var detect = DetectStage.Factory(new DetectorOptions())();
        var (following, tracking) = (new Following(), new TrackerOptions());
        using var age = new ClassifyStage(new ModelSlot(models["age"]!), TimeProvider.System);
        using var gender = new ClassifyStage(new ModelSlot(models["gender"]!), TimeProvider.System);
        var counting = new OpenWindow(PlaceOptions.None);

        var (frames, begun) = (0, Stopwatch.GetTimestamp());
        while (Stopwatch.GetElapsedTime(begun) < duration)
        {
            using var picture = detect.Process(source.Read(CancellationToken.None)!);
            following = following.Advance(picture, tracking, EngineRun.EveryFace);
            if (!picture.Due.IsEmpty)
            {
                picture.Votes = [age.Process(picture.ShareDue()!), gender.Process(picture.ShareDue()!)];
            }

            counting = counting.Add(picture);
            frames++;
        }

        var seconds = Stopwatch.GetElapsedTime(begun).TotalSeconds;
        return new Throughput(frames / seconds, (double)counting.Counted.Faces / frames);
    }
}
