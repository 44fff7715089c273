using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Vitrine.Fleet.Releases;
using Vitrine.Models;

namespace Vitrine.Device;

/// <summary>
/// What a device's data folder means: which models are live, what they go back to, and what is under way. One small file,
/// replaced as a whole; a file that it does not name is garbage. Pure: each step makes the next.
/// </summary>
public sealed record Journal
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        Converters = { new JsonStringEnumConverter(namingPolicy: null, allowIntegerValues: false) },
    };

    /// <summary>Bytes of a file, at the most; a device has a few attributes.</summary>
    private const int MostBytes = 64 << 10;

    /// <summary>A device that was never given a release.</summary>
    public static Journal Empty { get; } = new();

    /// <summary>The models of each task that had a release.</summary>
    public ImmutableSortedDictionary<string, InstalledModels> Tasks { get; init; } =
        ImmutableSortedDictionary.Create<string, InstalledModels>(StringComparer.Ordinal);

    /// <summary>The release that is being taken; null: none.</summary>
    public Candidate? Candidate { get; init; }

    /// <summary>What became of the last release; null: there was none.</summary>
    public Outcome? Last { get; init; }

    /// <summary>Every release that is named.</summary>
    public IEnumerable<string> Named =>
        Tasks
            .Values.SelectMany(task => new[] { task.Live, task.Previous })
            .Append(Candidate?.Release)
            .OfType<string>()
            .Distinct(StringComparer.Ordinal);

    /// <summary>The models of a task.</summary>
    public InstalledModels this[string task] => Tasks.GetValueOrDefault(task, InstalledModels.None);

    /// <summary>A release begins to be pulled.</summary>
    public Journal Begin(Release release) =>
        this with
        {
            Candidate = new(release.Id, release.Task, release.Version, CandidatePhase.Transferring, 0),
        };

    /// <summary>The candidate is whole and verified on disk.</summary>
    public Journal Stage() => this with { Candidate = Known with { Phase = CandidatePhase.Staged } };

    /// <summary>The candidate is about to be loaded. Written first, so that a process that ends of it is noticed.</summary>
    public Journal Try() =>
        this with
        {
            Candidate = Known with { Phase = CandidatePhase.Shadowing, Attempts = Known.Attempts + 1 },
        };

    /// <summary>The candidate becomes live, on probation.</summary>
    public Journal Promote() =>
        With(
            Known.Task,
            task => new(Known.Release, task.Live, Math.Max(task.Highest, Known.Version)),
            Known with
            {
                Phase = CandidatePhase.Probation,
                Attempts = 0,
            }
        );

    /// <summary>The process starts with the candidate on probation.</summary>
    public Journal StartOnProbation() => this with { Candidate = Known with { Attempts = Known.Attempts + 1 } };

    /// <summary>The candidate has proved itself.</summary>
    public Journal Settle(DateTimeOffset now) =>
        this with
        {
            Candidate = null,
            Last = new(Known.Release, Known.Task, Known.Version, OutcomeKind.Live, null, string.Empty, now),
        };

    /// <summary>The candidate is not taken; what is live stays.</summary>
    public Journal Refuse(RefusalReason reason, string text, DateTimeOffset now) =>
        this with
        {
            Candidate = null,
            Last = new(Known.Release, Known.Task, Known.Version, OutcomeKind.Refused, reason, text, now),
        };

    /// <summary>A release is not even begun.</summary>
    public Journal Decline(string release, RefusalReason reason, string text, DateTimeOffset now) =>
        this with
        {
            Last = new(release, string.Empty, 0, OutcomeKind.Refused, reason, text, now),
        };

    /// <summary>A task's live model gives way to the one before it.</summary>
    /// <param name="task">Which.</param>
    /// <param name="version">The live model's version.</param>
    /// <param name="reason">Why, for counting.</param>
    /// <param name="text">Why, in one line.</param>
    /// <param name="now">When.</param>
    public Journal Revert(string task, int version, RefusalReason reason, string text, DateTimeOffset now) =>
        With(
            task,
            models => models with { Live = models.Previous, Previous = null },
            string.Equals(Candidate?.Release, this[task].Live, StringComparison.Ordinal) ? null : Candidate
        ) with
        {
            Last = new(this[task].Live ?? string.Empty, task, version, OutcomeKind.Reverted, reason, text, now),
        };

    /// <summary>A task's models are these; nothing else changes.</summary>
    public Journal With(string task, InstalledModels models) => With(task, _ => models, Candidate);

    /// <summary>As it is written to disk: for people, too.</summary>
    public byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(this, Json);

    /// <summary>Reads it.</summary>
    /// <exception cref="JsonException">It is none.</exception>
    public static Journal FromJson(byte[] json)
    {
        var journal =
            json.Length <= MostBytes
                ? JsonSerializer.Deserialize<Journal>(json, Json) ?? throw new JsonException("it is empty")
                : throw new JsonException("it is too long");
        return journal.Fault is { } fault ? throw new JsonException(fault) : journal;
    }

    /// <summary>What no device ever wrote; null: nothing.</summary>
    private string? Fault =>
        Tasks.Any(task => !FaceAttribute.IsName(task.Key) || (object?)task.Value is null) ? "a task has no models"
        : Candidate is { } candidate && (!FaceAttribute.IsName(candidate.Task) || candidate.Attempts < 0)
            ? "its candidate is none"
        // A name becomes a file's.
        : Named.All(id => id.Length == 64 && id.All(char.IsAsciiHexDigitLower)) ? null
        : "a release has no such name";

    private Candidate Known => Candidate ?? throw new InvalidOperationException("There is no candidate.");

    private Journal With(string task, Func<InstalledModels, InstalledModels> change, Candidate? candidate) =>
        this with
        {
            Tasks = Tasks.SetItem(task, change(this[task])),
            Candidate = candidate,
        };
}
