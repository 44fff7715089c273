using Vitrine.Wire;

namespace Vitrine.Training.Cluster;

/// <summary>
/// The folder that all nodes of a cluster share: <c>jobs/ID/attempt-NUMBER</c> is one attempt's own run folder,
/// <c>jobs/ID/checkpoints</c> holds what the next attempt goes on from, <c>artefacts</c> what finished jobs left. Nobody ever
/// writes into another attempt's folder, so a worker that was believed lost can do no harm.
/// </summary>
public sealed class JobStore
{
    private readonly string folder;

    /// <param name="folder">Made if missing.</param>
    /// <exception cref="BadInputException">It cannot be made or written.</exception>
    public JobStore(string folder)
    {
        this.folder = Path.GetFullPath(folder);
        try
        {
            Directory.CreateDirectory(Path.Combine(this.folder, "jobs"));
            Finished = new FinishedJobs(this.folder);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new BadInputException($"--store '{folder}' cannot be made: {refused.Message}", refused);
        }

        WholeFile.MustBeWritable("--store", Path.Combine(this.folder, "jobs", $"{Environment.ProcessId}.probe"));
    }

    /// <summary>What finished jobs left.</summary>
    public FinishedJobs Finished { get; }

    /// <summary>The files that they left.</summary>
    public ContentFolder Artefacts => Finished.Files;

    /// <summary>The SQLite file with the queue, where no other database is named.</summary>
    public string Database => Path.Combine(folder, "queue.db");

    /// <summary>The folder of the locks that say who is in charge.</summary>
    public string Locks => Path.Combine(folder, "locks");

    /// <summary>Bytes free.</summary>
    public long Free => new DriveInfo(folder).AvailableFreeSpace;

    /// <summary>The run folder of one attempt of a job.</summary>
    public string Attempt(string id, long number) => Path.Combine(folder, "jobs", id, $"attempt-{number}");

    /// <summary>The checkpoints of a job.</summary>
    public ContentFolder Checkpoints(string id) => new(Path.Combine(folder, "jobs", id, "checkpoints"));
}
