using System.Numerics.Tensors;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Vitrine.Training.Monitoring;
using Vitrine.Training.Network;
using Vitrine.Wire;
using static System.FormattableString;
using static TorchSharp.torch;

namespace Vitrine.Training.Examples;

/// <summary>
/// The features that are not trained. What they give for a picture and an augmentation never changes, so it is computed
/// once and kept on disk, under a key of the trunk's weights, the preprocessing, the augmentation and the picture.
/// </summary>
public sealed class FrozenTrunk : IDisposable
{
    // Always the same number of pictures at once, so that a record does not depend on which others are missing.
    private const int Together = 32;

    private readonly TrainingJob job;
    private readonly MobileNetV2 network;
    private readonly FaceInputs faces;
    private readonly Device device;
    private readonly string folder;
    private readonly ActivationStore store;

    /// <param name="job">A complete job that freezes at least one feature.</param>
    /// <param name="network">Holds the trunk; its features before <c>job.Freeze</c> must not change.</param>
    /// <param name="faces">Gives the pictures.</param>
    /// <param name="cache">Folder of all such caches.</param>
    /// <param name="device">Where the network is.</param>
    /// <param name="version">Of the code that makes the pictures.</param>
    public FrozenTrunk(
        TrainingJob job,
        MobileNetV2 network,
        FaceInputs faces,
        string cache,
        Device device,
        int version = Augmentation.Version
    )
    {
        (this.job, this.network, this.faces, this.device) = (job, network, faces, device);
        Shape = ShapeOf(faces.Shape);
        folder = Path.Combine(cache, Key(version));
        store = new ActivationStore(folder, (int)Length);
    }

    /// <summary>Channels, height and width of one record.</summary>
    public long[] Shape { get; }

    /// <summary>Values of one record.</summary>
    public long Length => Shape.Aggregate(1L, (product, size) => product * size);

    /// <summary>Computes and keeps what is missing.</summary>
    /// <returns>How many records were computed.</returns>
    /// <exception cref="BadInputException">They would take too much room, or the disk is full.</exception>
    public int Fill(IReadOnlyList<FaceView> views, IRunProgress progress, CancellationToken stop)
    {
        var wanted = views.DistinctBy(Name).ToArray();
        MakeRoom(wanted);
        var missing = wanted.Where(view => !store.Contains(Key(view))).ToArray();
        progress.Begin(
            $"trunk activations, {wanted.Length - missing.Length} of {wanted.Length} kept from before",
            missing.Length
        );
        network.eval();
        // One picture's layers are too small to share among threads; chunks are not.
        set_num_threads(1);
        var done = 0;
        foreach (
            var (chunk, values) in Prefetch.Of(
                missing.Chunk(Together),
                chunk => (chunk, Compute(chunk)),
                job.Threads + 1
            )
        )
        {
            stop.ThrowIfCancellationRequested();
            store.Append([.. chunk.Select(Key)], values.AsSpan(0, (int)(chunk.Length * Length)));
            progress.Advance(done += chunk.Length);
        }

        set_num_threads(job.Threads);
        return missing.Length;
    }

    /// <summary>Reads the activations of some pictures: one after the other, each of <see cref="Length"/> values.</summary>
    public float[] Read(IReadOnlyList<FaceView> views)
    {
        var halves = new Half[views.Count * Length];
        for (var index = 0; index < views.Count; index++)
        {
            store.Read(Key(views[index]), halves.AsSpan((int)(index * Length), (int)Length));
        }

        var values = new float[halves.Length];
        TensorPrimitives.ConvertToSingle(halves, values);
        return values;
    }

    /// <inheritdoc />
    public void Dispose() => store.Dispose();

    private void MakeRoom(FaceView[] wanted)
    {
        var needed = wanted.Length * store.BytesEach;
        if (needed > CacheEviction.MaxBytes)
        {
            throw new BadInputException(
                Invariant(
                    $"the frozen trunk's activations would take {needed / 1e9:0} GB, more than the {CacheEviction.MaxBytes / 1e9:0} GB of a cache; give fewer --variants, a higher --freeze, or --freeze 0"
                )
            );
        }

        var kept = wanted.Count(view => store.Contains(Key(view)));
        var all = (store.Count + wanted.Length - kept) * store.BytesEach;
        if (all > CacheEviction.MaxBytes)
        {
            // Other pictures' activations of this same trunk.
            store.Clear();
            all = needed;
        }

        CacheEviction.MakeRoom(folder, all);
    }

    private Half[] Compute(FaceView[] chunk)
    {
        using var quiet = no_grad();
        using var scope = NewDisposeScope();
        var padded = Enumerable.Range(0, Together).Select(index => chunk[Math.Min(index, chunk.Length - 1)]);
        var input = tensor(faces.Read([.. padded]), [Together, .. faces.Shape], device: device);
        var given = network.UpTo(job.Freeze, input).cpu().data<float>().ToArray();
        var halves = new Half[given.Length];
        TensorPrimitives.ConvertToHalf(given, halves);
        return halves;
    }

    private long[] ShapeOf(long[] picture)
    {
        using var quiet = no_grad();
        using var scope = NewDisposeScope();
        network.eval();
        return network.UpTo(job.Freeze, zeros([1, .. picture], device: device)).shape[1..];
    }

    private static byte[] Key(FaceView view) => SHA256.HashData(Encoding.UTF8.GetBytes(Name(view)));

    private static string Name(FaceView view) =>
        Invariant($"{view.Example.Hash} {view.Example.Detection} {view.Variant?.ToString("d", null) ?? "plain"}");

    // Everything that all records have in common.
    private string Key(int version)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var settings = new
        {
            Version = version,
            faces.Input,
            faces.Augmentation,
            job.Seed,
            job.Freeze,
            job.Device,
        };
        hash.AppendData(JsonSerializer.SerializeToUtf8Bytes(settings));
        foreach (var feature in network.Features.Take(job.Freeze))
        {
            foreach (var (_, tensor) in feature.state_dict())
            {
                using var plain = tensor.cpu().contiguous();
                hash.AppendData(plain.bytes);
            }
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset())[..16];
    }
}
