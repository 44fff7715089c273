using Vitrine.Wire;

namespace Vitrine.Hosts.Trainer.Http;

/// <summary>What an epoch came to; see EpochResult in jobs.proto.</summary>
internal sealed record EpochView(
    int Number,
    double TrainingLoss,
    double TrainingAccuracy,
    double ValidationLoss,
    double ValidationAccuracy,
    double ValidationMacroRecall,
    double LearningRate,
    double Seconds,
    double ImagesPerSecond,
    bool Best
)
{
    public static EpochView Of(EpochResult epoch) =>
        new(
            epoch.Epoch,
            epoch.TrainingLoss,
            epoch.TrainingAccuracy,
            epoch.ValidationLoss,
            epoch.ValidationAccuracy,
            epoch.ValidationMacroRecall,
            epoch.LearningRate,
            epoch.Seconds,
            epoch.ImagesPerSecond,
            epoch.Best
        );
}
