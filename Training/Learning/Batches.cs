using Vitrine.Training.Examples;
using Vitrine.Wire;

namespace Vitrine.Training.Learning;

/// <summary>The splits as batches, read in parallel ahead of the trainer: pictures, or a frozen trunk's activations.</summary>
/// <param name="job">A complete job.</param>
/// <param name="examples">The splits.</param>
/// <param name="faces">Gives the pictures.</param>
/// <param name="trunk">Gives the activations; null: nothing is frozen.</param>
public sealed class Batches(TrainingJob job, ExampleSplits examples, FaceInputs faces, FrozenTrunk? trunk)
{
    private const int EvaluationBatch = 128;

    private readonly Targets targets = new(job);
    private readonly float[][] weights = new Targets(job).Weights(examples.Training, examples.DataSets.Count);

    /// <summary>Channels, height and width of one input.</summary>
    public long[] InputShape => trunk?.Shape ?? faces.Shape;

    /// <summary>Whole batches of an epoch.</summary>
    public int PerEpoch => Math.Max(1, examples.Training.Count / job.Batch);

    /// <summary>All that a frozen trunk will be asked for.</summary>
    public IReadOnlyList<FaceView> TrunkViews =>
        [
            .. Enumerable.Range(0, job.Variants).SelectMany(v => examples.Training.Select(e => new FaceView(e, v))),
            .. examples.Validation.Concat(examples.Test).Select(example => new FaceView(example, Variant: null)),
        ];

    /// <summary>An epoch of the training split, shuffled and augmented; what does not fill a batch is left out.</summary>
    /// <param name="epoch">From 1.</param>
    public IEnumerable<Batch> Training(int epoch)
    {
        var views = Sampling
            .Order(job, examples.Training, epoch)
            .Select(index => new FaceView(examples.Training[index], VariantOf(index, epoch)));
        return Prefetch.Of(views.Chunk(job.Batch).Take(PerEpoch), Read, MostAhead);
    }

    /// <summary>A split as it is.</summary>
    public IEnumerable<Batch> Plain(IReadOnlyList<Example> split) =>
        Prefetch.Of(
            split.Select(example => new FaceView(example, Variant: null)).Chunk(EvaluationBatch),
            Read,
            MostAhead
        );

    private int MostAhead => job.Threads + 1;

    // A frozen trunk knows some variants of each picture, which take turns; else each epoch has its own.
    private int VariantOf(int index, int epoch) => trunk is null ? epoch : (index + epoch) % job.Variants;

    private Batch Read(FaceView[] views) =>
        new(
            trunk?.Read(views) ?? faces.Read(views),
            [.. views.SelectMany(view => targets.Of(view.Example))],
            [.. views.SelectMany(view => weights[view.Example.DataSet])],
            [.. views.Select(view => (long)(view.Example.Label ?? -1))]
        );
}

/// <summary>Some examples, ready for one step.</summary>
/// <param name="Inputs">What the first trained feature takes: one example after the other.</param>
/// <param name="Targets">The distributions to learn, one after the other.</param>
/// <param name="Weights">What each class counts, as many values as <paramref name="Targets"/>.</param>
/// <param name="Labels">The classes; -1: an age between two groups.</param>
public sealed record Batch(float[] Inputs, float[] Targets, float[] Weights, long[] Labels)
{
    /// <summary>How many examples.</summary>
    public int Count => Labels.Length;
}
