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
    /// <exception cref="BadInputException">The ID is none.</exception>
    public string Attempt(string id, long number) => PathOf(id, $"attempt-{number}");

    /// <summary>The checkpoints of a job.</summary>
    /// <exception cref="BadInputException">The ID is none.</exception>
    public ContentFolder Checkpoints(string id) => new(PathOf(id, "checkpoints"));

    /// <summary>Puts a file among the artefacts, and notes whose it is.</summary>
    /// <param name="id">The job.</param>
    /// <param name="attempt">Which attempt at it leaves the file.</param>
    /// <param name="file">The file.</param>
    /// <param name="name">What it is called by those who ask for it.</param>
    /// <exception cref="IOException">It cannot be read, or the store cannot be written.</exception>
    public Artefact Leave(string id, long attempt, string file, string name)
    {
        var artefact = Artefacts.Put(file, name);
        var note = NoteOf(id, attempt, artefact.Sha256);
        Directory.CreateDirectory(Path.GetDirectoryName(note)!);
        File.WriteAllBytes(note, []);
        return artefact;
    }

    /// <summary>What speaks against what an attempt says that it left; null: nothing.</summary>
    public string? FaultOf(string id, long attempt, IEnumerable<Artefact> left)
    {
        try
        {
            return
                left.FirstOrDefault(one =>
                    !ContentFolder.IsHash(one.Sha256) || !File.Exists(NoteOf(id, attempt, one.Sha256))
                )
                    is { } strange
                ? $"'{SingleLine.Of(strange.Name, SingleLine.OfPeer)}' was not put into the store by attempt {attempt}"
                : null;
        }
        catch (BadInputException wrong)
        {
            return wrong.Message;
        }
    }

    private string NoteOf(string id, long attempt, string hash) => PathOf(id, $"attempt-{attempt}", "left", hash);

    private string PathOf(string id, params ReadOnlySpan<string> names) =>
        FolderPath.Inside(Path.Combine(folder, "jobs"), [JobId.Require(id), .. names]);
}
