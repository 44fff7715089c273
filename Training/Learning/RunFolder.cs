using TorchSharp;
using TorchSharp.Modules;
using Vitrine.Jobs;
using Vitrine.Jobs.Runs;
using Vitrine.Training.Monitoring;
using Vitrine.Wire;

namespace Vitrine.Training.Learning;

/// <summary>What a run leaves: job.json, checkpoints, metrics and curves.</summary>
public sealed class RunFolder(string path)
{
    /// <summary>The folder.</summary>
    public string Path { get; } = path;

    /// <summary>The job as it was asked for.</summary>
    public string Job => System.IO.Path.Combine(Path, "job.json");

    /// <summary>The newest checkpoint.</summary>
    public string LastCheckpoint => System.IO.Path.Combine(Path, Checkpoint.Last);

    /// <summary>The best epoch's checkpoint.</summary>
    public string BestCheckpoint => System.IO.Path.Combine(Path, Checkpoint.Best);

    /// <summary>Makes the folder; a new run needs one that holds no other.</summary>
    /// <exception cref="BadInputException">There is a run where none should be, or the folder cannot be written.</exception>
    public void Open(bool resume)
    {
        if (!resume && File.Exists(LastCheckpoint))
        {
            throw new BadInputException(
                $"'{Path}' holds a run already: --resume continues it, another --out starts a new one"
            );
        }

        DiskWrite.Do($"--out '{Path}'", "give another folder", () => Directory.CreateDirectory(Path));
        WholeFile.MustBeWritable("--out", Job);
    }

    /// <summary>Writes what is asked for, before training begins.</summary>
    /// <exception cref="BadInputException">It cannot be written.</exception>
    public void Keep(TrainingJob job) =>
        DiskWrite.Do($"job '{Job}'", "make room, then start again", () => WholeFile.Write(Job, JobFile.Text(job)));

    /// <summary>Writes the metrics of all epochs again, for people to look at; the checkpoint has them too.</summary>
    /// <exception cref="BadInputException">They cannot be written.</exception>
    public void Log(IReadOnlyList<EpochMetrics> history) => Show(() => new MetricsLog(Path).Write(history));

    /// <summary>After an epoch: checkpoints first, then what people look at.</summary>
    public void Save(
        TrainingJob job,
        IReadOnlyList<EpochMetrics> history,
        torch.nn.Module network,
        WeightAverage average,
        OptimizerHelper optimizer
    )
    {
        if (history[^1].Best)
        {
            Checkpoint.Write(BestCheckpoint, job, history, network, average, optimizer);
        }

        Checkpoint.Write(LastCheckpoint, job, history, network, average, optimizer);
        Log(history);
        Show(() => Curves.Draw(System.IO.Path.Combine(Path, "curves.png"), history));
    }

    private void Show(Action write) =>
        DiskWrite.Do(
            $"metrics and curves in '{Path}'",
            "the checkpoint was: make room, then go on with --resume",
            write
        );
}
