using Spectre.Console;
using Vitrine.Training;
using Vitrine.Training.Monitoring;

namespace Vitrine.Hosts.Trainer.Verbs;

/// <summary>Runs <c>train</c>.</summary>
public static class TrainHost
{
    /// <summary>Trains, evaluates and packages one model, or tests learning rates, and shows how it goes.</summary>
    /// <returns>0.</returns>
    public static async Task<int> RunAsync(TrainingRequest request, CancellationToken stop)
    {
        using var progress = new TrainingProgress(AnsiConsole.Console, TimeProvider.System);
        // Not on the caller's thread: it has to hear of Ctrl-C.
        await Task.Run(() => Run(request, progress, stop), stop);
        return 0;
    }

    private static void Run(TrainingRequest request, TrainingProgress progress, CancellationToken stop)
    {
        if (request.TestLearningRate)
        {
            JobPipeline.TestLearningRate(request, progress, stop);
        }
        else
        {
            JobPipeline.Run(request, progress, TimeProvider.System, stop);
        }
    }
}
