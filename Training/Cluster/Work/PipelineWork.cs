using Vitrine.Wire;

namespace Vitrine.Training.Cluster.Work;

/// <summary>
/// Does a job with <see cref="TrainingPipeline"/>: in a folder of the attempt's own, from the last good checkpoint of the
/// attempt before, exactly where that was written.
/// </summary>
/// <param name="store">The cluster's store.</param>
/// <param name="cache">Folder for the activations of frozen trunks, this process's own.</param>
/// <param name="time">The clock.</param>
public sealed class PipelineWork(JobStore store, string cache, TimeProvider time)
{
    private static readonly string[] Left =
    [
        "*.onnx",
        "*.json",
        "*.golden",
        "*.md",
        "metrics.csv",
        "metrics.jsonl",
        "curves.png",
    ];

    /// <inheritdoc cref="JobWork" />
    public IReadOnlyList<Artefact> Do(JobRun run)
    {
        var folder = store.Attempt(run.Order.Id, run.Order.Attempt);
        run.Checkpoints = new KeptCheckpoints(store.Checkpoints(run.Order.Id), folder, run.Order.From);
        var request = new TrainingRequest
        {
            Job = run.Order.Job,
            Folder = folder,
            Cache = cache,
            Resume = Prepare(folder, run),
        };
        JobPipeline.Run(request, run, time, run.Stop);

        run.Enter(JobState.Packaging);
        return [.. Outputs(folder).Select(file => Put(folder, file, run))];
    }

    private static bool Prepare(string folder, JobRun run)
    {
        // Left from a queue that was lost; what is needed of it is elsewhere.
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }

        Directory.CreateDirectory(folder);
        try
        {
            return run.Checkpoints!.Begin();
        }
        catch (BadInputException damaged)
        {
            run.Say(
                $"the checkpoint of epoch {run.Order.From.Epochs} is no good, so training begins anew: {damaged.Message}"
            );
            return false;
        }
    }

    private static IEnumerable<string> Outputs(string folder) =>
        Left.SelectMany(pattern => Directory.GetFiles(folder, pattern, SearchOption.AllDirectories))
            .Order(StringComparer.Ordinal);

    private Artefact Put(string folder, string file, JobRun run)
    {
        run.Heartbeat();
        return store.Leave(run.Order.Id, run.Order.Attempt, file, Path.GetRelativePath(folder, file));
    }
}
