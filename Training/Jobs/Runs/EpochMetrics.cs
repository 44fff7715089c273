namespace Vitrine.Jobs.Runs;

/// <summary>The results of one epoch. Losses are means per face, accuracies and recalls are shares from 0 to 1.</summary>
public sealed record EpochMetrics
{
    /// <summary>Which one, from 1.</summary>
    public required int Epoch { get; init; }

    /// <summary>Mean loss over the training split during the epoch, 0 or more.</summary>
    public required double TrainingLoss { get; init; }

    /// <summary>Accuracy on the training split during the epoch, 0 to 1.</summary>
    public required double TrainingAccuracy { get; init; }

    /// <summary>Mean loss over the validation split after the epoch, 0 or more.</summary>
    public required double ValidationLoss { get; init; }

    /// <summary>Accuracy on the validation split after the epoch, 0 to 1.</summary>
    public required double ValidationAccuracy { get; init; }

    /// <summary>Mean recall of the classes in the validation split, 0 to 1.</summary>
    public required double ValidationMacroRecall { get; init; }

    /// <summary>Learning rate at the epoch's end, above 0.</summary>
    public required double LearningRate { get; init; }

    /// <summary>How long it took, validation included, in seconds.</summary>
    public required double Seconds { get; init; }

    /// <summary>Training pictures per second.</summary>
    public required double ImagesPerSecond { get; init; }

    /// <summary>Whether its weights were the best so far.</summary>
    public bool Best { get; init; }
}
