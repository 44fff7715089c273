using Vitrine.Wire;

namespace Vitrine.Jobs.Runs;

/// <summary>An epoch's figures as a message.</summary>
public static class EpochResults
{
    /// <summary>The figures in a message.</summary>
    public static EpochMetrics In(EpochResult epoch) =>
        new()
        {
            Epoch = epoch.Epoch,
            TrainingLoss = epoch.TrainingLoss,
            TrainingAccuracy = epoch.TrainingAccuracy,
            ValidationLoss = epoch.ValidationLoss,
            ValidationAccuracy = epoch.ValidationAccuracy,
            ValidationMacroRecall = epoch.ValidationMacroRecall,
            LearningRate = epoch.LearningRate,
            Seconds = epoch.Seconds,
            ImagesPerSecond = epoch.ImagesPerSecond,
            Best = epoch.Best,
        };

    /// <summary>The message.</summary>
    public static EpochResult Of(EpochMetrics epoch) =>
        new()
        {
            Epoch = epoch.Epoch,
            TrainingLoss = epoch.TrainingLoss,
            TrainingAccuracy = epoch.TrainingAccuracy,
            ValidationLoss = epoch.ValidationLoss,
            ValidationAccuracy = epoch.ValidationAccuracy,
            ValidationMacroRecall = epoch.ValidationMacroRecall,
            LearningRate = epoch.LearningRate,
            Seconds = epoch.Seconds,
            ImagesPerSecond = epoch.ImagesPerSecond,
            Best = epoch.Best,
        };
}
