using System.Runtime.InteropServices;
using OpenCvSharp;
using Vitrine.Training.Examples;
using Vitrine.Vision;
using Vitrine.Vision.Detection;
using Vitrine.Wire;

namespace Vitrine.Training.Detector;

/// <summary>
/// Scenes to learn from, made while the batch before is learned from. Which scene is the how manieth follows from the job's seed.
/// </summary>
/// <param name="job">A complete job.</param>
/// <param name="training">What training scenes are made of.</param>
/// <param name="validation">What the others are made of.</param>
public sealed class SceneBatches(TrainingJob job, ScenePictures training, ScenePictures validation)
{
    /// <summary>Width of a scene in pixels.</summary>
    public const int Width = 320;

    /// <summary>Height of a scene in pixels.</summary>
    public const int Height = 224;

    // About as many pictures are pasted into a scene.
    private const int PicturesOfScene = 4;
    private const int MostValidationScenes = 300;
    private const int Ahead = 3;

    /// <summary>Batches of an epoch, in which about every picture is seen once.</summary>
    public int PerEpoch { get; } = Math.Max(1, training.Count / PicturesOfScene / job.Batch);

    /// <summary>The batches of an epoch, from 1.</summary>
    public IEnumerable<SceneBatch> Training(int epoch) =>
        Prefetch.Of(
            Enumerable.Range((epoch - 1) * PerEpoch, PerEpoch),
            step =>
                SceneBatch.Of([
                    .. Scenes(new SceneComposer(training, Width, Height), (long)step * job.Batch, job.Batch),
                ]),
            Ahead
        );

    /// <summary>The same scenes after every epoch, never learned from.</summary>
    public IEnumerable<Scene> Validation() =>
        Scenes(new SceneComposer(validation, Width, Height), -validationScenes, validationScenes);

    private readonly int validationScenes = Math.Clamp(validation.Count / PicturesOfScene, 1, MostValidationScenes);

    private IEnumerable<Scene> Scenes(SceneComposer composer, long first, int count)
    {
        for (var number = first; number < first + count; number++)
        {
            yield return composer.Compose(Sampling.HashCode(job.Seed, number));
        }
    }
}

/// <summary>Scenes as the network takes them.</summary>
/// <param name="Count">How many.</param>
/// <param name="Pixels">Count x 3 x height x width, BGR, 0 to 255.</param>
/// <param name="Targets">What is asked of each cell.</param>
/// <param name="Faces">What is in each scene: faces to find, and where a detector may say what it likes.</param>
public sealed record SceneBatch(
    int Count,
    float[] Pixels,
    SceneTargets Targets,
    IReadOnlyList<(IReadOnlyList<FaceDetection> Clear, IReadOnlyList<Box> Unclear)> Faces
)
{
    /// <summary>Takes the scenes over: they are gone afterwards.</summary>
    public static SceneBatch Of(Scene[] scenes)
    {
        var size = scenes[0].Picture.Size();
        var plane = size.Width * size.Height;
        var pixels = new float[scenes.Length * 3 * plane];
        using var colour = new Mat();
        foreach (var (index, scene) in scenes.Index())
        {
            for (var channel = 0; channel < 3; channel++)
            {
                Cv2.ExtractChannel(scene.Picture, colour, channel);
                using var values = new Mat();
                colour.ConvertTo(values, MatType.CV_32F);
                Marshal.Copy(values.Data, pixels, ((3 * index) + channel) * plane, plane);
            }
        }

        var batch = new SceneBatch(
            scenes.Length,
            pixels,
            new SceneTargets(scenes, size.Width, size.Height),
            [.. scenes.Select(scene => (scene.Faces, scene.Unclear))]
        );
        foreach (var scene in scenes)
        {
            scene.Dispose();
        }

        return batch;
    }
}
