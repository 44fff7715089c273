using Spectre.Console;
using Vitrine.Training;
using Vitrine.Training.Monitoring;
using Vitrine.Training.Packaging;
using Vitrine.Wire;

namespace Vitrine.Tests.Training;

/// <summary>Runs tiny jobs on drawn pictures, and can cut them off at any batch.</summary>
internal sealed class DrawnRun : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public DrawnRun()
    {
        DrawnData.Draw(folder["data"]);
        DrawnWeights.Write(folder["weights.safetensors"]);
    }

    /// <summary>What was said, line by line.</summary>
    public List<string> Lines { get; } = [];

    /// <summary>Called after each line.</summary>
    public Action<string> Said { get; set; } = _ => { };

    /// <summary>Called at each batch and at each picture that was read.</summary>
    public Action Advanced { get; set; } = () => { };

    public string this[string name] => folder[name];

    public TrainingJob Job(int freeze = 3, Action<TrainingJob>? change = null)
    {
        var job = new TrainingJob
        {
            Task = "gender",
            Data = { folder["data"] },
            Pretrained = folder["weights.safetensors"],
            Width = 0.1,
            Size = 32,
            Freeze = freeze,
            Variants = 2,
            Epochs = 3,
            Batch = 8,
            LearningRate = 5e-3,
            Averaging = 0.5,
            Threads = 1,
        };
        change?.Invoke(job);
        return job;
    }

    public Package Run(
        TrainingJob job,
        string output = "out",
        bool resume = false,
        CancellationTokenSource? stop = null
    )
    {
        using var writer = new Listener(this);
        using var progress = Progress(writer);
        return TrainingPipeline.Run(
            Request(job, output, resume),
            progress,
            TimeProvider.System,
            stop?.Token ?? CancellationToken.None
        );
    }

    public double TestLearningRate(TrainingJob job, string output = "out", bool resume = false)
    {
        using var writer = new Listener(this);
        using var progress = Progress(writer);
        return TrainingPipeline.TestLearningRate(Request(job, output, resume), progress, CancellationToken.None);
    }

    /// <summary>Copies a run's folder as it is at this moment: what a killed process leaves.</summary>
    public void Copy(string from, string to)
    {
        Directory.CreateDirectory(folder[to]);
        foreach (var file in Directory.GetFiles(folder[from]))
        {
            File.Copy(file, Path.Combine(folder[to], Path.GetFileName(file)));
        }
    }

    public void Dispose() => folder.Dispose();

    private TrainingRequest Request(TrainingJob job, string output, bool resume) =>
        new()
        {
            Job = job,
            Folder = folder[output],
            Cache = folder["cache"],
            Resume = resume,
        };

    private TrainingProgress Progress(Listener listener) =>
        new(
            AnsiConsole.Create(
                new AnsiConsoleSettings { Ansi = AnsiSupport.No, Out = new AnsiConsoleOutput(listener) }
            ),
            new Clock(this)
        );

    private sealed class Listener(DrawnRun run) : StringWriter
    {
        public override void WriteLine(string? value)
        {
            run.Lines.Add(value!);
            run.Said(value!);
        }
    }

    private sealed class Clock(DrawnRun run) : TimeProvider
    {
        public override long GetTimestamp()
        {
            run.Advanced();
            return base.GetTimestamp();
        }
    }
}
