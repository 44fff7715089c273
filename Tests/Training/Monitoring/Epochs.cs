using Vitrine.Jobs.Runs;

namespace Vitrine.Tests.Training.Monitoring;

/// <summary>Makes histories of runs that never were.</summary>
internal static class Epochs
{
    public static EpochMetrics One(int epoch, double loss = 0.5, double accuracy = 0.8) =>
        new()
        {
            Epoch = epoch,
            TrainingLoss = loss,
            TrainingAccuracy = accuracy,
            ValidationLoss = loss,
            ValidationAccuracy = accuracy,
            ValidationMacroRecall = accuracy,
            LearningRate = 0.001,
            Seconds = 60,
            ImagesPerSecond = 100,
        };

    /// <summary>One epoch for each pair of training and validation losses.</summary>
    public static EpochMetrics[] OfLosses(params (double Training, double Validation)[] losses) =>
        [.. losses.Select((l, i) => One(i + 1) with { TrainingLoss = l.Training, ValidationLoss = l.Validation })];

    /// <summary>One epoch for each pair of training and validation accuracies.</summary>
    public static EpochMetrics[] OfAccuracies(params (double Training, double Validation)[] shares) =>
        [
            .. shares.Select(
                (s, i) => One(i + 1) with { TrainingAccuracy = s.Training, ValidationAccuracy = s.Validation }
            ),
        ];
}
