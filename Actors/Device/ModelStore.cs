using System.Text.Json;
using Vitrine.Fleet.Releases;
using Vitrine.Models;
using Vitrine.Wire;

namespace Vitrine.Device;

/// <summary>
/// A device's models on disk: the journal and the files that it names. Power may go, or the process be killed, between any
/// two operations: the device starts with a whole, verified model. Files are made to last before the journal names them,
/// and removed after it does not any more. Belongs to one thread, but for the files of a transfer.
/// </summary>
public sealed class ModelStore
{
    /// <summary>The journal's file.</summary>
    public const string JournalName = "journal.json";

    /// <summary>How often a candidate may be loaded, or started with on probation, before it is given up.</summary>
    public const int MostAttempts = 3;

    private readonly IDisk disk;
    private readonly List<string> notes = [];

    private ModelStore(IDisk disk, KeyRing keys, TimeProvider clock)
    {
        (this.disk, Files, Clock) = (disk, new ModelFiles(disk, keys), clock);
        Journal = ReadJournal();
    }

    /// <summary>The files of releases.</summary>
    public ModelFiles Files { get; }

    /// <summary>What is installed now.</summary>
    public Journal Journal { get; private set; }

    /// <summary>What the start found out of order, one line each.</summary>
    public IReadOnlyList<string> Notes => notes;

    private TimeProvider Clock { get; }

    /// <summary>Opens the store when the process starts, and sets right what is not.</summary>
    /// <param name="disk">The device's folder for models.</param>
    /// <param name="keys">Whose releases are trusted.</param>
    /// <param name="clock">Says when something was given up.</param>
    /// <exception cref="IOException">The folder cannot be read or written.</exception>
    public static ModelStore Open(IDisk disk, KeyRing keys, TimeProvider clock)
    {
        var store = new ModelStore(disk, keys, clock);
        var found = store.Journal;
        store.Commit(store.Usable(store.CountAttempt(found)));
        return store;
    }

    /// <summary>The models to run: those that releases brought, in place of those that the device was set up with.</summary>
    /// <param name="setUp">What the device was set up with.</param>
    public FaceModels Over(FaceModels setUp) => new(setUp.Present.Select(Over));

    /// <summary>Makes a step of the journal last, then removes what it does not name any more.</summary>
    public void Commit(Journal next)
    {
        if (next != Journal)
        {
            disk.Replace(JournalName, next.ToJson());
            Journal = next;
        }

        var transferring = Journal.Candidate is { Phase: CandidatePhase.Transferring } candidate
            ? candidate.Release
            : null;
        Files.Collect(Journal.Named, transferring, JournalName);
    }

    /// <summary>A model that the device was set up with, newer than the installed one, came with a newer Vitrine.</summary>
    private FaceModel Over(FaceModel setUp)
    {
        if (Journal[setUp.Manifest.Task].Live is not { } live)
        {
            return setUp;
        }

        var installed = Files.Open(live);
        return setUp.Manifest.Version > installed.Manifest.Version ? setUp : installed;
    }

    private Journal ReadJournal()
    {
        if (disk.Read(JournalName) is not { } json)
        {
            return Journal.Empty;
        }

        try
        {
            return Journal.FromJson(json);
        }
        catch (JsonException damaged)
        {
            notes.Add(
                $"'{JournalName}' is damaged ({SingleLine.Of(damaged)}) and renamed to '{JournalName}.bad'; the device begins with the models it was set up with"
            );
            disk.Rename(JournalName, JournalName + ".bad");
            disk.FlushNames();
            return Journal.Empty;
        }
    }

    private Journal CountAttempt(Journal journal) =>
        journal.Candidate switch
        {
            { Phase: CandidatePhase.Shadowing, Attempts: >= MostAttempts } => journal.Refuse(
                RefusalReason.Crashed,
                $"the process ended {MostAttempts} times while the model was tried",
                Clock.GetUtcNow()
            ),
            { Phase: CandidatePhase.Probation, Attempts: >= MostAttempts } candidate => journal.Revert(
                candidate.Task,
                candidate.Version,
                RefusalReason.Crashed,
                $"the process ended {MostAttempts} times while the model was on probation",
                Clock.GetUtcNow()
            ),
            { Phase: CandidatePhase.Probation } => journal.StartOnProbation(),
            _ => journal,
        };

    /// <summary>The journal without whatever cannot be relied on any more.</summary>
    private Journal Usable(Journal journal)
    {
        foreach (var (task, models) in journal.Tasks)
        {
            var previous = models.Previous is { } before && Works(before, task) ? before : null;
            if (models.Live is null || Works(models.Live, task))
            {
                journal = journal.With(task, models with { Previous = previous });
            }
            else
            {
                var isCandidate = models.Live.Equals(journal.Candidate?.Release, StringComparison.Ordinal);
                journal = journal.With(task, models with { Live = previous, Previous = null }) with
                {
                    Candidate = isCandidate ? null : journal.Candidate,
                };
            }
        }

        return journal.Candidate is { } candidate && !CanGoOn(candidate, journal[candidate.Task])
            ? journal with
            {
                Candidate = null,
            }
            : journal;
    }

    private bool CanGoOn(Candidate candidate, InstalledModels models) =>
        candidate.Phase switch
        {
            CandidatePhase.Probation => candidate.Release.Equals(models.Live, StringComparison.Ordinal),
            CandidatePhase.Transferring => IsOf(
                candidate.Task,
                candidate.Release,
                () => Files.Read(candidate.Release).Task
            ),
            _ => Works(candidate.Release, candidate.Task),
        };

    private bool Works(string id, string task) => IsOf(task, id, () => Files.Open(id).Manifest.Task);

    private bool IsOf(string task, string id, Func<string> look)
    {
        try
        {
            var its = look();
            return its.Equals(task, StringComparison.Ordinal)
                ? true
                : throw new RefusedReleaseException(RefusalReason.OtherTask, $"it is for '{its}', not for '{task}'");
        }
        catch (RefusedReleaseException refused)
        {
            notes.Add($"model {id[..Math.Min(12, id.Length)]} cannot be used: {refused.Message}");
            return false;
        }
    }
}
