using TorchSharp;
using TorchSharp.Modules;
using Vitrine.Protocol;
using Vitrine.Training.Evaluation;
using Vitrine.Training.Examples;
using Vitrine.Training.Monitoring;
using Vitrine.Training.Network;
using static TorchSharp.torch;

namespace Vitrine.Training.Learning;

/// <summary>
/// Trains what is not frozen. Reads from top to bottom: a run is epochs, an epoch is steps, a judgement and a checkpoint.
/// All that is random follows from the job's seed, the epoch and the step, so a run that is killed and resumed ends in the
/// same bytes on the same machine.
/// </summary>
public sealed class Trainer : IDisposable
{
    private readonly TrainingJob job;
    private readonly MobileNetV2 network;
    private readonly Batches batches;
    private readonly ExampleSplits examples;
    private readonly RunFolder folder;
    private readonly TrainingProgress progress;
    private readonly TimeProvider time;
    private readonly Device device;
    private readonly OptimizerHelper optimizer;
    private readonly WeightAverage average;
    private readonly Tensor classWeights;
    private readonly List<EpochMetrics> history = [];

    /// <param name="job">A complete job.</param>
    /// <param name="network">On the job's device.</param>
    /// <param name="batches">Gives the splits' inputs.</param>
    /// <param name="examples">The splits.</param>
    /// <param name="folder">Takes checkpoints, metrics and curves.</param>
    /// <param name="progress">Shows the run.</param>
    /// <param name="time">Measures it.</param>
    public Trainer(
        TrainingJob job,
        MobileNetV2 network,
        Batches batches,
        ExampleSplits examples,
        RunFolder folder,
        TrainingProgress progress,
        TimeProvider time
    )
    {
        (this.job, this.network, this.batches, this.examples) = (job, network, batches, examples);
        (this.folder, this.progress, this.time) = (folder, progress, time);
        device = torch.device(job.Device);
        network.Freeze(job.Freeze);
        optimizer = Optimizers.Of(job, network);
        average = new WeightAverage(network, job.Freeze, job.Averaging);
        var targets = new Targets(job);
        classWeights = tensor(targets.Weights(examples.Training), device: device).DetachFromDisposeScope();
    }

    /// <summary>Goes on where a checkpoint was written.</summary>
    public void Resume(Checkpoint from)
    {
        from.Restore(network, average);
        if (string.Equals(from.Job.Optimizer, job.Optimizer, StringComparison.Ordinal))
        {
            from.Restore(optimizer);
            Optimizers.Retune(job, optimizer);
        }

        history.AddRange(from.History);
        folder.Log(history);
    }

    /// <summary>Trains to the last epoch, or until nothing gets better. Cancelled at any batch, the last checkpoint stays.</summary>
    /// <returns>What the epochs came to.</returns>
    public IReadOnlyList<EpochMetrics> Train(CancellationToken stop)
    {
        for (var epoch = history.Count + 1; epoch <= job.Epochs && !EarlyStopping.IsDue(job, history); epoch++)
        {
            var began = time.GetTimestamp();
            progress.BeginEpoch(epoch, job.Epochs, batches.PerEpoch);
            var training = Learn(epoch, stop);
            var learned = time.GetElapsedTime(began);
            var validation = average.With(() => Judge(examples.Validation, stop));
            history.Add(Metrics(epoch, training, validation, learned, time.GetElapsedTime(began)));
            Save();
        }

        return history;
    }

    /// <inheritdoc />
    public void Dispose()
    {
        optimizer.Dispose();
        average.Dispose();
        classWeights.Dispose();
    }

    private Judgement Learn(int epoch, CancellationToken stop)
    {
        network.TrainFrom(job.Freeze);
        var (loss, confusion, done) = (0.0, new Confusion(network.Shape.Classes), 0);
        foreach (var batch in batches.Training(epoch))
        {
            stop.ThrowIfCancellationRequested();
            loss += Step(batch, ((epoch - 1L) * batches.PerEpoch) + done, confusion);
            progress.Advance(++done);
            RequireFinite(loss, epoch, done);
        }

        return new Judgement(loss / done, confusion);
    }

    private double Step(Batch batch, long step, Confusion confusion)
    {
        using var scope = NewDisposeScope();
        SetLearningRate(LearningRate.At(job, step, (long)job.Epochs * batches.PerEpoch));
        random.manual_seed(Sampling.HashCode(job.Seed, step));

        optimizer.zero_grad();
        var logits = network.From(job.Freeze, Inputs(batch));
        var loss = Loss.Of(logits, Targets(batch), classWeights);
        loss.backward();
        optimizer.step();
        average.Take(step + 1);

        Count(logits, batch, confusion);
        return loss.item<float>();
    }

    private Judgement Judge(IReadOnlyList<Example> split, CancellationToken stop)
    {
        network.eval();
        using var quiet = no_grad();
        var (loss, confusion) = (0.0, new Confusion(network.Shape.Classes));
        foreach (var batch in batches.Plain(split))
        {
            stop.ThrowIfCancellationRequested();
            using var scope = NewDisposeScope();
            var logits = network.From(job.Freeze, Inputs(batch));
            loss += Loss.Of(logits, Targets(batch), classWeights).item<float>() * batch.Count;
            Count(logits, batch, confusion);
        }

        return new Judgement(loss / split.Count, confusion);
    }

    private EpochMetrics Metrics(
        int epoch,
        Judgement training,
        Judgement validation,
        TimeSpan learned,
        TimeSpan whole
    ) =>
        new()
        {
            Epoch = epoch,
            TrainingLoss = training.Loss,
            TrainingAccuracy = training.Confusion.Accuracy,
            ValidationLoss = validation.Loss,
            ValidationAccuracy = validation.Confusion.Accuracy,
            ValidationMacroRecall = validation.Confusion.MacroRecall,
            LearningRate = optimizer.ParamGroups.First().LearningRate,
            Seconds = whole.TotalSeconds,
            ImagesPerSecond = batches.PerEpoch * job.Batch / learned.TotalSeconds,
            Best = history.All(before => before.ValidationAccuracy < validation.Confusion.Accuracy),
        };

    private void Save()
    {
        folder.Save(job, history, network, average, optimizer);
        progress.EpochEnded(history[^1]);
        if (FitDiagnosis.Of(history) is { } diagnosis)
        {
            progress.Say(diagnosis);
        }
    }

    private void SetLearningRate(double rate)
    {
        foreach (var group in optimizer.ParamGroups)
        {
            group.LearningRate = rate;
        }
    }

    private Tensor Inputs(Batch batch) => tensor(batch.Inputs, [batch.Count, .. batches.InputShape], device: device);

    private Tensor Targets(Batch batch) => tensor(batch.Targets, [batch.Count, network.Shape.Classes], device: device);

    private static void Count(Tensor logits, Batch batch, Confusion confusion)
    {
        var said = logits.argmax(1).cpu().data<long>().ToArray();
        foreach (var (label, answer) in batch.Labels.Zip(said).Where(pair => pair.First >= 0))
        {
            confusion.Add((int)label, (int)answer);
        }
    }

    private static void RequireFinite(double loss, int epoch, int batch)
    {
        if (!double.IsFinite(loss))
        {
            throw new BadInputException(
                $"the loss is no number any more at batch {batch} of epoch {epoch}; the checkpoint before it is kept: go on with --resume and a lower --learning-rate"
            );
        }
    }
}
