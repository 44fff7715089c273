using System.Runtime.InteropServices;
using TorchSharp.Modules;
using Vitrine.Jobs.Runs;
using Vitrine.Training.Learning;
using Vitrine.Training.Monitoring;
using Vitrine.Training.Network;
using Vitrine.Vision.Detection;
using Vitrine.Wire;
using static TorchSharp.torch;

namespace Vitrine.Training.Detector;

/// <summary>
/// Trains a detector: a run is epochs, an epoch is steps, a validation and a checkpoint. All that is random follows from the job's
/// seed and the step, so a run that is killed and resumed ends in the same bytes on the same machine.
/// </summary>
public sealed class DetectorTrainer(
    TrainingJob job,
    DetectorNet network,
    SceneBatches batches,
    RunFolder folder,
    IRunProgress progress,
    TimeProvider time
) : IDisposable
{
    // Longer gradients are shortened: a few scenes are much harder than the others.
    private const double LongestGradient = 10;
    private const float LeastScore = 0.05f;
    private const int SeenBatches = 6;
    private const double WantedPrecision = 0.98;

    // Bands of face heights, in pixels.
    private static readonly (float Least, float Below)[] Bands = [(12, 24), (24, 48), (48, float.PositiveInfinity)];

    private readonly OptimizerHelper optimizer = Optimizers.Of(job, network);
    private readonly WeightAverage average = new(network, frozen: 0, job.Averaging);
    private readonly CollectionPause pause = new();
    private readonly List<EpochMetrics> history = [];

    /// <summary>Resumes from a checkpoint.</summary>
    public void Resume(Checkpoint from)
    {
        from.Restore(network, average);
        from.Restore(optimizer);
        Optimizers.Retune(job, optimizer);
        history.AddRange(from.History);
        folder.Log(history);
    }

    /// <summary>Trains to the last epoch. Cancelled at any step, the last checkpoint stays.</summary>
    public void Train(CancellationToken stop)
    {
        for (var epoch = history.Count + 1; epoch <= job.Epochs && !EarlyStopping.IsDue(job, history); epoch++)
        {
            var began = time.GetTimestamp();
            progress.BeginEpoch(epoch, job.Epochs, batches.PerEpoch);
            var loss = Learn(epoch, stop);
            var learned = time.GetElapsedTime(began);
            var (seen, unseen) = average.With(() =>
                (
                    Evaluate(batches.Training(epoch).Take(SeenBatches), stop),
                    Evaluate(batches.Validation().Chunk(job.Batch).Select(SceneBatch.Of), stop)
                )
            );
            history.Add(Metrics(epoch, (loss, seen.Tally), unseen, learned, time.GetElapsedTime(began)));
            folder.Save(job, history, network, average, optimizer);
            progress.EpochEnded(history[^1]);
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        optimizer.Dispose();
        average.Dispose();
        pause.Dispose();
    }

    private double Learn(int epoch, CancellationToken stop)
    {
        network.train();
        var (sum, done) = (0.0, 0);
        foreach (var batch in batches.Training(epoch))
        {
            stop.ThrowIfCancellationRequested();
            var step = ((epoch - 1L) * batches.PerEpoch) + done;
            sum += Learn(batch, LearningRate.At(job, step, (long)job.Epochs * batches.PerEpoch));
            average.Take(step + 1);
            progress.Advance(++done);
            RequireFinite(sum, epoch);
        }

        return sum / done;
    }

    private double Learn(SceneBatch batch, double rate)
    {
        pause.BetweenSteps();
        using var scope = NewDisposeScope();
        foreach (var group in optimizer.ParamGroups)
        {
            group.LearningRate = rate;
        }

        optimizer.zero_grad();
        var loss = FaceLoss.Of(network.forward(Input(batch)), batch.Targets);
        loss.backward();
        nn.utils.clip_grad_norm_(network.parameters(), LongestGradient);
        optimizer.step();
        return loss.item<float>();
    }

    private (double Loss, DetectionTally Tally) Evaluate(IEnumerable<SceneBatch> scenes, CancellationToken stop)
    {
        network.eval();
        using var quiet = no_grad();
        var (loss, batchesDone, tally) = (0.0, 0, new DetectionTally());
        foreach (var batch in scenes)
        {
            stop.ThrowIfCancellationRequested();
            using var scope = NewDisposeScope();
            var maps = network.forward(Input(batch));
            loss += FaceLoss.Of(maps, batch.Targets).item<float>();
            Count(maps, batch, tally);
            batchesDone++;
            progress.Heartbeat();
        }

        return (loss / batchesDone, tally);
    }

    private static void Count(Tensor[] maps, SceneBatch batch, DetectionTally tally)
    {
        for (var scene = 0; scene < batch.Count; scene++)
        {
            var (found, faces) = (new List<FaceDetection>(), new List<FaceDetection>());
            foreach (var (map, stride) in maps.Zip(DetectorNet.Strides))
            {
                FaceMap.Read(
                    map[scene].contiguous().data<float>().ToArray(),
                    (int)map.shape[3],
                    stride,
                    LeastScore,
                    found
                );
            }

            Overlaps.Suppress(CollectionsMarshal.AsSpan(found), NetworkDetector.OverlapThreshold, faces);
            tally.Add(faces, batch.Faces[scene].Clear, batch.Faces[scene].Unclear);
        }
    }

    private static Tensor Input(SceneBatch batch) =>
        tensor(batch.Pixels, [batch.Count, 3, SceneBatches.Height, SceneBatches.Width]);

    // What a curve calls accuracy is the average precision, and macro recall the mean over the bands of heights.
    private EpochMetrics Metrics(
        int epoch,
        (double Loss, DetectionTally Tally) seen,
        (double Loss, DetectionTally Tally) unseen,
        TimeSpan learned,
        TimeSpan whole
    )
    {
        var precision = unseen.Tally.AveragePrecision();
        return new EpochMetrics
        {
            Epoch = epoch,
            TrainingLoss = seen.Loss,
            TrainingAccuracy = seen.Tally.AveragePrecision(),
            ValidationLoss = unseen.Loss,
            ValidationAccuracy = precision,
            ValidationMacroRecall = Bands.Average(band =>
                unseen.Tally.RecallAt(WantedPrecision, band.Least, band.Below).Recall
            ),
            LearningRate = optimizer.ParamGroups.First().LearningRate,
            Seconds = whole.TotalSeconds,
            ImagesPerSecond = batches.PerEpoch * job.Batch / learned.TotalSeconds,
            Best = history.All(before => before.ValidationAccuracy < precision),
        };
    }

    private static void RequireFinite(double loss, int epoch)
    {
        if (!double.IsFinite(loss))
        {
            throw new BadInputException(
                $"the loss is no number any more in epoch {epoch}; go on with --resume and a lower --learning-rate"
            );
        }
    }
}
