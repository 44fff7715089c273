using System.Collections.Concurrent;
using System.Globalization;
using Vitrine.Models;
using Vitrine.Wire;

namespace Vitrine.Training.Examples;

/// <summary>Reads examples as the network's input, through the edge's own crop and normalisation. Any thread may call.</summary>
public sealed class FaceInputs(TrainingJob job) : IDisposable
{
    private readonly ConcurrentBag<FaceReader> idle = [];

    /// <summary>How a face becomes the network's input: RGB in -1 to 1, as the pretrained weights want it.</summary>
    public ModelInput Input { get; } =
        new()
        {
            Name = "input",
            Width = job.Size,
            Height = job.Size,
            CropMargin = job.CropMargin,
            Aligned = job.Crop is "landmarks",
            Scale = 1 / 127.5,
            Mean = [127.5, 127.5, 127.5],
        };

    /// <summary>How far pictures are changed.</summary>
    public Augmentation Augmentation { get; } =
        new()
        {
            Rotation = job.Rotation,
            Shift = job.Shift,
            Scale = job.Scale,
            Shear = job.Shear,
            Flip = job.Flip,
            Jitter = job.Jitter,
            Erasing = job.Erasing,
        };

    /// <summary>Channels, height and width of one input.</summary>
    public long[] Shape => [3, job.Size, job.Size];

    /// <summary>Reads some: one after the other, each 3 x height x width values.</summary>
    /// <exception cref="BadInputException">A picture is gone or broken.</exception>
    public float[] Read(IReadOnlyList<FaceView> views)
    {
        var reader = idle.TryTake(out var used) ? used : new FaceReader(Input);
        try
        {
            var values = new float[views.Count * reader.Length];
            for (var index = 0; index < views.Count; index++)
            {
                var (example, place) = (views[index].Example, index * reader.Length);
                reader.Fill(
                    example.Path,
                    example.Detection,
                    ChangeOf(views[index]),
                    values.AsSpan(place, reader.Length)
                );
            }

            return values;
        }
        finally
        {
            idle.Add(reader);
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        foreach (var reader in idle)
        {
            reader.Dispose();
        }
    }

    // Decided by the job's seed, the picture and the variant alone.
    private Change? ChangeOf(FaceView view) =>
        view.Variant is { } variant
            ? Change.Draw(Augmentation, new Random(Sampling.HashCode(job.Seed, Number(view.Example.Hash), variant)))
            : null;

    private static long Number(string hash) =>
        long.Parse(hash.AsSpan(0, 15), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
}
