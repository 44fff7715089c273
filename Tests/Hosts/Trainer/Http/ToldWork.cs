using OpenCvSharp;
using Vitrine.Training.Cluster;
using Vitrine.Training.Cluster.Work;
using Vitrine.Wire;

namespace Vitrine.Tests.Hosts.Trainer.Http;

/// <summary>
/// Work that does nothing but tell of it: epochs that get better, lines, and files that stand in for a model's. It waits at an
/// epoch until it is let go, and breaks where the learning rate is 1.
/// </summary>
internal sealed class ToldWork(JobStore store, string folder) : IDisposable
{
    public const string Breaks = "the loss is no number any more";
    private readonly ManualResetEventSlim open = new();

    /// <summary>After this epoch it waits; 0: nowhere.</summary>
    public int HoldAfter { get; init; }

    public IReadOnlyList<Artefact> Do(JobRun run)
    {
        var job = run.Order.Job;
        run.Say($"trains {job.Task}");
        for (var epoch = (run.Order.From?.Epochs ?? 0) + 1; epoch <= job.Epochs; epoch++)
        {
            run.BeginEpoch(epoch, job.Epochs, 10);
            run.Advance(4);
            if (job.LearningRate >= 1)
            {
                throw new InvalidDataException(Breaks);
            }

            run.Report(EpochOf(epoch, job.LearningRate));
            if (epoch == HoldAfter)
            {
                Hold(run);
            }
        }

        run.BeginEvaluation();
        run.Enter(JobState.Packaging);
        return [.. Files(job.Task, run.Order.Id).Select(file => store.Artefacts.Put(file.Path, file.Name))];
    }

    public void LetGo() => open.Set();

    public void Dispose() => open.Dispose();

    private void Hold(JobRun run)
    {
        while (!open.IsSet && !run.Stop.IsCancellationRequested)
        {
            run.Stop.WaitHandle.WaitOne(2);
            run.Heartbeat();
        }

        run.Stop.ThrowIfCancellationRequested();
    }

    private static JobReport EpochOf(int epoch, double rate)
    {
        var better = 1 - Math.Exp(-epoch * (0.2 + rate * 50));
        return new JobReport
        {
            Epoch = new EpochEnded
            {
                Result = new EpochResult
                {
                    Epoch = epoch,
                    TrainingLoss = 0.7 - 0.4 * better,
                    TrainingAccuracy = 0.5 + 0.42 * better,
                    ValidationLoss = 0.7 - 0.3 * better,
                    ValidationAccuracy = 0.5 + 0.36 * better,
                    ValidationMacroRecall = 0.5 + 0.35 * better,
                    LearningRate = rate,
                    Seconds = 30,
                    ImagesPerSecond = 480,
                    Best = true,
                },
                Checkpoint = new JobCheckpoint { Epochs = epoch, Last = $"last-{epoch}" },
            },
        };
    }

    private IEnumerable<(string Path, string Name)> Files(string task, string id)
    {
        var own = Path.Combine(folder, id);
        Directory.CreateDirectory(own);
        using var picture = new Mat(120, 300, MatType.CV_8UC3, Scalar.White);
        foreach (var name in new[] { "curves.png", "contact-sheet.png" })
        {
            Cv2.ImWrite(Path.Combine(own, name), picture);
            yield return (Path.Combine(own, name), name);
        }

        var card =
            $"# {task}, version 1, int8\n\nFor counting.\n\n## Limits\n\n- <b>Of few faces</b>.\n\n## How well\n\n| | |\n|---|---|\n| faces | 16 |\n";
        var manifest =
            """{ "metrics": { "drawn": { "faces": 16, "accuracy": 0.875, "confusion": [[7, 1], [1, 7]] } } }""";
        var large = new string('x', 100_000);
        string[] manifests = [$"{task}.json", $"float32/{task}.json", $"int8/{task}.json"];
        foreach (
            var (name, text) in manifests
                .Select(name => (name, manifest))
                .Append(($"{task}.md", card))
                .Append(($"{task}.onnx", large))
        )
        {
            var path = Path.Combine(own, name.Replace('/', '-'));
            File.WriteAllText(path, text);
            yield return (path, name);
        }
    }
}
