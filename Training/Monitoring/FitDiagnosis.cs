using Vitrine.Jobs.Runs;
using static System.FormattableString;

namespace Vitrine.Training.Monitoring;

/// <summary>
/// Names over- and underfitting when the curves show it: Goodfellow, Bengio and Courville, "Deep Learning", 2016, chapters
/// 5.2 (the gap between the errors) and 7.8 (patience). Pure. The thresholds are this project's own.
/// </summary>
public static class FitDiagnosis
{
    /// <summary>Validation loss must have been above its least for so many epochs.</summary>
    public const int RisingEpochs = 3;

    /// <summary>Validation loss must by now be above its least by so much of it.</summary>
    public const double RisingShare = 0.03;

    /// <summary>Training accuracy above validation accuracy by so much is a gap, as a mean over <see cref="GapEpochs"/>.</summary>
    public const double Gap = 0.12;

    /// <summary>Over so many of the last epochs the gap is measured, so that one odd epoch names nothing.</summary>
    public const int GapEpochs = 3;

    /// <summary>An accuracy below this is low.</summary>
    public const double Low = 0.7;

    /// <summary>Over so many of the last epochs the curves must be flat.</summary>
    public const int FlatEpochs = 4;

    /// <summary>Curves are flat when neither accuracy gained this much over <see cref="FlatEpochs"/>.</summary>
    public const double FlatGain = 0.01;

    /// <summary>A sentence that names what the curves show, with its figures; null when they show neither.</summary>
    /// <param name="history">All epochs so far, in order.</param>
    public static string? Of(IReadOnlyList<EpochMetrics> history) =>
        Rising(history) ?? Apart(history) ?? LowAndFlat(history);

    private static string? Rising(IReadOnlyList<EpochMetrics> history)
    {
        if (history.Count <= RisingEpochs)
        {
            return null;
        }

        var (least, last) = (history.MinBy(e => e.ValidationLoss)!, history[^1]);
        var since = last.Epoch - least.Epoch;
        return
            since >= RisingEpochs
            && last.ValidationLoss > least.ValidationLoss * (1 + RisingShare)
            && last.TrainingLoss < least.TrainingLoss
            ? Invariant(
                $"overfitting: in the {since} epochs since epoch {least.Epoch} validation loss rose from {least.ValidationLoss:0.000} to {last.ValidationLoss:0.000} while training loss fell from {least.TrainingLoss:0.000} to {last.TrainingLoss:0.000}; stop earlier, or augment or regularise more"
            )
            : null;
    }

    private static string? Apart(IReadOnlyList<EpochMetrics> history)
    {
        if (history.Count < GapEpochs)
        {
            return null;
        }

        var last = history.TakeLast(GapEpochs).ToArray();
        var (training, validation) = (last.Average(e => e.TrainingAccuracy), last.Average(e => e.ValidationAccuracy));
        return training - validation >= Gap
            ? Invariant(
                $"overfitting: over the last {GapEpochs} epochs training accuracy {training:0.00} is {training - validation:0.00} above validation accuracy {validation:0.00}; add data, or augment or regularise more"
            )
            : null;
    }

    private static string? LowAndFlat(IReadOnlyList<EpochMetrics> history)
    {
        if (history.Count < FlatEpochs)
        {
            return null;
        }

        var (first, last) = (history[^FlatEpochs], history[^1]);
        return
            IsLowAndFlat(first.TrainingAccuracy, last.TrainingAccuracy)
            && IsLowAndFlat(first.ValidationAccuracy, last.ValidationAccuracy)
            ? Invariant(
                $"underfitting: training accuracy {last.TrainingAccuracy:0.00} and validation accuracy {last.ValidationAccuracy:0.00} are low and have been flat for {FlatEpochs} epochs; train more of the network, raise the learning rate or regularise less"
            )
            : null;
    }

    private static bool IsLowAndFlat(double first, double last) => last < Low && last - first < FlatGain;
}
