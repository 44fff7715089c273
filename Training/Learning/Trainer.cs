using Vitrine.Jobs.Runs;
using Vitrine.Training.Evaluation;
using Vitrine.Training.Examples;
using Vitrine.Training.Monitoring;
using Vitrine.Training.Network;
using Vitrine.Wire;

namespace Vitrine.Training.Learning;

/// <summary>
/// Trains what is not frozen. Reads from top to bottom: a run is epochs, an epoch is steps, a validation and a checkpoint.
/// All that is random follows from the job's seed, the epoch and the step, so a run that is killed and resumed ends in the
/// same bytes on the same machine.
/// </summary>
public sealed class Trainer(
    TrainingJob job,
    MobileNetV2 network,
    Batches batches,
    ExampleSplits examples,
    RunFolder folder,
    IRunProgress progress,
    TimeProvider time
) : IDisposable
{
    private readonly TrainingStep step = new(job, network, batches.InputShape);
    private readonly WeightAverage average = new(network, job.Freeze, job.Averaging);
    private readonly List<EpochMetrics> history = [];

    /// <summary>Resumes from a checkpoint.</summary>
    public void Resume(Checkpoint from)
    {
        from.Restore(network, average);
        if (string.Equals(from.Job.Optimizer, job.Optimizer, StringComparison.Ordinal))
        {
            from.Restore(step.Optimizer);
            Optimizers.Retune(job, step.Optimizer);
        }

        history.AddRange(from.History);
        folder.Log(history);
    }

    /// <summary>Trains to the last epoch, or until nothing gets better. Cancelled at any batch, the last checkpoint stays.</summary>
    /// <returns>The results of the epochs.</returns>
    public IReadOnlyList<EpochMetrics> Train(CancellationToken stop)
    {
        for (var epoch = history.Count + 1; epoch <= job.Epochs && !EarlyStopping.IsDue(job, history); epoch++)
        {
            var began = time.GetTimestamp();
            progress.BeginEpoch(epoch, job.Epochs, batches.PerEpoch);
            var training = Learn(epoch, stop);
            var learned = time.GetElapsedTime(began);
            var validation = average.With(() => Evaluate(examples.Validation, stop));
            RequireFinite(validation.Loss, epoch, batches.PerEpoch);
            history.Add(Metrics(epoch, training, validation, learned, time.GetElapsedTime(began)));
            Save();
        }

        return history;
    }

    /// <inheritdoc />
    public void Dispose()
    {
        step.Dispose();
        average.Dispose();
    }

    private SplitResult Learn(int epoch, CancellationToken stop)
    {
        network.TrainFrom(job.Freeze);
        var (loss, confusion, done) = (0.0, new ConfusionMatrix(network.Shape.Classes), 0);
        foreach (var batch in batches.Training(epoch))
        {
            stop.ThrowIfCancellationRequested();
            loss += Learn(batch, ((epoch - 1L) * batches.PerEpoch) + done, confusion);
            progress.Advance(++done);
            RequireFinite(loss, epoch, done);
        }

        return new SplitResult(loss / done, confusion);
    }

    private double Learn(Batch batch, long done, ConfusionMatrix confusion)
    {
        var rate = LearningRate.At(job, done, (long)job.Epochs * batches.PerEpoch);
        var loss = step.Learn(batch, rate, Sampling.HashCode(job.Seed, done), confusion);
        average.Take(done + 1);
        return loss;
    }

    private SplitResult Evaluate(IReadOnlyList<Example> split, CancellationToken stop)
    {
        network.eval();
        var (loss, confusion) = (0.0, new ConfusionMatrix(network.Shape.Classes));
        foreach (var batch in batches.Plain(split))
        {
            stop.ThrowIfCancellationRequested();
            loss += step.Evaluate(batch, confusion) * batch.Count;
            progress.Heartbeat();
        }

        return new SplitResult(loss / split.Count, confusion);
    }

    private EpochMetrics Metrics(
        int epoch,
        SplitResult training,
        SplitResult validation,
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
            LearningRate = step.Optimizer.ParamGroups.First().LearningRate,
            Seconds = whole.TotalSeconds,
            ImagesPerSecond = batches.PerEpoch * Math.Min(job.Batch, examples.Training.Count) / learned.TotalSeconds,
            Best = history.All(before => before.ValidationAccuracy < validation.Confusion.Accuracy),
        };

    private void Save()
    {
        folder.Save(job, history, network, average, step.Optimizer);
        progress.EpochEnded(history[^1]);
        if (FitDiagnosis.Of(history) is { } diagnosis)
        {
            progress.Say(diagnosis);
        }
    }

    private void RequireFinite(double loss, int epoch, int batch)
    {
        if (!double.IsFinite(loss))
        {
            var next =
                history.Count > 0
                    ? $"the checkpoint of epoch {history.Count} is kept: go on with --resume and a lower --learning-rate"
                    : "there is no checkpoint yet: start again with a lower --learning-rate, or other --pretrained weights";
            throw new BadInputException($"the loss is no number any more at batch {batch} of epoch {epoch}; {next}");
        }
    }
}

/// <summary>The result of one pass over a split.</summary>
/// <param name="Loss">Mean over the examples.</param>
/// <param name="Confusion">Of those that have a class.</param>
public sealed record SplitResult(double Loss, ConfusionMatrix Confusion);
