using Spectre.Console;
using Vitrine.Training;
using Vitrine.Training.Monitoring;

namespace Vitrine.Hosts.Trainer.Learning;

/// <summary>Runs <c>train</c>.</summary>
public static class TrainHost
{
    /// <summary>Trains, evaluates and packages one model, and shows how it goes.</summary>
    /// <returns>0.</returns>
    public static async Task<int> RunAsync(TrainingRequest request, CancellationToken stop)
    {
        using var progress = new TrainingProgress(AnsiConsole.Console, TimeProvider.System);
        // Not on the caller's thread: it has to hear of Ctrl-C.
        await Task.Run(() => TrainingPipeline.Run(request, progress, TimeProvider.System, stop), stop);
        return 0;
    }
}
