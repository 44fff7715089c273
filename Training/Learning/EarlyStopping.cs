using Vitrine.Jobs.Runs;
using Vitrine.Wire;

namespace Vitrine.Training.Learning;

/// <summary>When going on is not worth it (Prechelt, "Early Stopping - But When?", 1998). Pure.</summary>
public static class EarlyStopping
{
    /// <summary>Whether the best validation accuracy is at least the job's patience of epochs ago.</summary>
    public static bool IsDue(TrainingJob job, IReadOnlyList<EpochMetrics> history) =>
        job.Patience > 0
        && history.LastOrDefault(epoch => epoch.Best) is { } best
        && history[^1].Epoch - best.Epoch >= job.Patience;
}
