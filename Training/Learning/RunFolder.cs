using TorchSharp.Modules;
using Vitrine.Protocol;
using Vitrine.Training.Jobs;
using Vitrine.Training.Monitoring;
using Vitrine.Training.Network;

namespace Vitrine.Training.Learning;

/// <summary>What a run leaves: job.json, checkpoints, metrics and curves.</summary>
/// <param name="path">The folder.</param>
public sealed class RunFolder(string path)
{
    /// <summary>The folder.</summary>
    public string Path { get; } = path;

    /// <summary>The newest checkpoint.</summary>
    public string LastCheckpoint => System.IO.Path.Combine(Path, Checkpoint.Last);

    /// <summary>The best epoch's checkpoint.</summary>
    public string BestCheckpoint => System.IO.Path.Combine(Path, Checkpoint.Best);

    /// <summary>Makes the folder for a new run, or checks that there is a run to resume.</summary>
    /// <exception cref="BadInputException">There is a run where none should be, none where one should be, or no folder can be made.</exception>
    public void Open(bool resume)
    {
        if (!resume && File.Exists(LastCheckpoint))
        {
            throw new BadInputException(
                $"'{Path}' holds a run already: --resume goes on with it, another --out starts anew"
            );
        }

        try
        {
            Directory.CreateDirectory(Path);
            WholeFile.MustBeWritable("--out", System.IO.Path.Combine(Path, "job.json"));
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new BadInputException($"--out '{Path}' cannot be made: {refused.Message}", refused);
        }
    }

    /// <summary>Writes what is asked for, before anything else.</summary>
    public void Keep(TrainingJob job) => WholeFile.Write(System.IO.Path.Combine(Path, "job.json"), JobFile.Text(job));

    /// <summary>Writes the metrics of all epochs anew.</summary>
    public void Log(IReadOnlyList<EpochMetrics> history) => new MetricsLog(Path).Rewrite(history);

    /// <summary>After an epoch: checkpoints first, then what people look at.</summary>
    public void Save(
        TrainingJob job,
        IReadOnlyList<EpochMetrics> history,
        MobileNetV2 network,
        WeightAverage average,
        OptimizerHelper optimizer
    )
    {
        if (history[^1].Best)
        {
            Checkpoint.Write(BestCheckpoint, job, history, network, average, optimizer);
        }

        Checkpoint.Write(LastCheckpoint, job, history, network, average, optimizer);
        try
        {
            Log(history);
            Curves.Draw(System.IO.Path.Combine(Path, "curves.png"), history);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new BadInputException(
                $"metrics and curves in '{Path}' could not be written: {refused.Message}; the checkpoint was: make room, then go on with --resume",
                refused
            );
        }
    }
}
