using Google.Protobuf;

namespace Vitrine.Wire;

/// <summary>
/// What finished jobs left in a training cluster's store: <c>jobs/ID/ended.json</c> names the files, <c>artefacts</c> holds
/// each under its SHA-256. Whoever can read the folder needs no coordinator. Several processes may use it.
/// </summary>
/// <param name="store">The store's folder.</param>
public sealed class FinishedJobs(string store)
{
    private const string FileName = "ended.json";

    /// <summary>The files themselves.</summary>
    public ContentFolder Files { get; } = new(Path.Combine(store, "artefacts"));

    private string Jobs => Path.Combine(store, "jobs");

    /// <summary>Notes what a job left, unless that is noted already.</summary>
    /// <exception cref="IOException">The folder cannot be written.</exception>
    /// <exception cref="BadInputException">Its ID is none.</exception>
    public void Add(JobEnded ended)
    {
        var file = FolderPath.Inside(Jobs, JobId.Require(ended.Id), FileName);
        if (!File.Exists(file))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            WholeFile.Write(file, JsonFormatter.Default.Format(ended));
        }
    }

    /// <summary>What a job left.</summary>
    /// <param name="id">Its ID, or its number alone.</param>
    /// <exception cref="BadInputException">There is no such job here, or it is not done.</exception>
    public JobEnded Find(string id)
    {
        if (!JobId.IsWholeOrNumber(id))
        {
            JobId.Require(id);
        }

        try
        {
            var pattern = id.Contains('-', StringComparison.Ordinal) ? id : $"{id}-*";
            var folder = Directory.Exists(Jobs) ? Directory.GetDirectories(Jobs, pattern) : [];
            return folder switch
            {
                [var job] => JobEnded.Parser.ParseJson(File.ReadAllText(Path.Combine(job, FileName))),
                [] => throw new BadInputException(
                    $"the hub's store '{store}' has no job {id}; it must be the --store of the ./vitrine trainer that has it"
                ),
                _ => throw new BadInputException(
                    $"the store '{store}' has {folder.Length} jobs {id}; give the whole ID"
                ),
            };
        }
        catch (FileNotFoundException unfinished)
        {
            throw new BadInputException($"job {id} has left no model yet; a job leaves it when it is done", unfinished);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            throw new BadInputException($"job {id} cannot be read: {unreadable.Message}", unreadable);
        }
    }
}
