using Vitrine.Training.Learning;
using Vitrine.Wire;

namespace Vitrine.Training.Cluster.Work;

/// <summary>
/// The checkpoints of one attempt in the store, from which the next would go on. One is removed only when the coordinator
/// knows of a newer one, and only by the attempt that put it there or began with it.
/// </summary>
/// <param name="folder">The job's checkpoints.</param>
/// <param name="run">The attempt's own folder.</param>
/// <param name="from">Where the attempt begins; null: at the start.</param>
public sealed class KeptCheckpoints(ContentFolder folder, string run, JobCheckpoint? from)
{
    // Each with the number of the report that named it.
    private readonly List<(JobCheckpoint Checkpoint, long Report)> kept = from is null ? [] : [(from, 0)];

    /// <summary>Puts the checkpoint to begin with into the attempt's folder, if there is one.</summary>
    /// <returns>Whether there is.</returns>
    /// <exception cref="BadInputException">It is missing or damaged.</exception>
    public bool Begin()
    {
        if (from is null)
        {
            return false;
        }

        // Both are known to be good before either is there.
        var (last, best) = (folder.Find(from.Last), folder.Find(from.Best));
        File.Copy(best, Path.Combine(run, Checkpoint.Best));
        File.Copy(last, Path.Combine(run, Checkpoint.Last));
        return true;
    }

    /// <summary>Keeps what the attempt has just written.</summary>
    /// <param name="epochs">Epochs behind it.</param>
    /// <exception cref="BadInputException">The store cannot take it.</exception>
    public JobCheckpoint Keep(int epochs)
    {
        try
        {
            var checkpoint = new JobCheckpoint
            {
                Epochs = epochs,
                Last = folder.Put(Path.Combine(run, Checkpoint.Last), Checkpoint.Last).Sha256,
                Best = folder.Put(Path.Combine(run, Checkpoint.Best), Checkpoint.Best).Sha256,
            };
            kept.Add((checkpoint, long.MaxValue));
            return checkpoint;
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new BadInputException($"the store cannot take the checkpoint: {refused.Message}", refused);
        }
    }

    /// <summary>The newest one was reported: removes what nobody will go on from any more.</summary>
    /// <param name="report">The report's number.</param>
    /// <param name="taken">Number of the last report that the coordinator has taken.</param>
    public void Told(long report, long taken)
    {
        kept[^1] = (kept[^1].Checkpoint, report);
        var needed = kept.FindLastIndex(one => one.Report <= taken);
        if (needed > 0)
        {
            var stays = kept.Skip(needed).SelectMany(Files);
            foreach (var hash in kept.Take(needed).SelectMany(Files).Except(stays, StringComparer.Ordinal))
            {
                folder.Remove(hash);
            }

            kept.RemoveRange(0, needed);
        }
    }

    private static string[] Files((JobCheckpoint Checkpoint, long Report) one) =>
        [one.Checkpoint.Last, one.Checkpoint.Best];
}
