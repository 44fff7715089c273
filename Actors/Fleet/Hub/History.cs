using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Vitrine.Wire;

namespace Vitrine.Fleet.Hub;

/// <summary>
/// Who released what, where it went and why it came back: a file that is only ever added to, one line of JSON for each
/// event. Each line holds the hash of the one before, so that no line can be changed, taken out or put in without
/// <see cref="Verify"/> telling. Whoever can write the file can cut lines off its end: note its last hash elsewhere.
/// </summary>
public sealed class History : IDisposable
{
    /// <summary>The file's name in the hub's folder.</summary>
    public const string FileName = "history.jsonl";

    private const int MostRecent = 20;

    private readonly FileStream file;
    private readonly TimeProvider clock;

    private History(FileStream file, ImmutableArray<HistoryEntry> entries, TimeProvider clock)
    {
        (this.file, this.clock) = (file, clock);
        Recent = [.. entries.TakeLast(MostRecent)];
        Fleet = entries.Aggregate(FleetState.At(clock.GetUtcNow()), After);
    }

    /// <summary>The last lines, twenty at most, the newest last.</summary>
    public ImmutableArray<HistoryEntry> Recent { get; private set; }

    /// <summary>What the lines come to.</summary>
    public FleetState Fleet { get; private set; }

    /// <summary>Opens the history of a hub. A last line that power loss cut in half is removed: nothing was built on it.</summary>
    /// <param name="folder">The hub's folder; made if missing.</param>
    /// <param name="clock">Says when the hub began.</param>
    /// <exception cref="BadInputException">It was tampered with or is damaged.</exception>
    public static History Open(string folder, TimeProvider clock)
    {
        Directory.CreateDirectory(folder);
        var path = Path.Combine(folder, FileName);
        var opened = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read);
        try
        {
            var text = ReadText(opened);
            var whole = text.LastIndexOf('\n') + 1;
            var entries = Parse(path, text[..whole]);
            opened.SetLength(Encoding.UTF8.GetByteCount(text.AsSpan(0, whole)));
            opened.Seek(0, SeekOrigin.End);
            return new History(opened, entries, clock);
        }
        catch
        {
            opened.Dispose();
            throw;
        }
    }

    /// <summary>Reads a history, and makes sure that no line was changed, taken out or put in.</summary>
    /// <exception cref="BadInputException">One was, or the file is not there; the message says which line.</exception>
    public static ImmutableArray<HistoryEntry> Verify(string folder)
    {
        var path = Path.Combine(folder, FileName);
        try
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            var text = ReadText(stream);
            return Parse(path, text[..(text.LastIndexOf('\n') + 1)]);
        }
        catch (Exception missing) when (missing is IOException or UnauthorizedAccessException)
        {
            throw new BadInputException($"history '{path}' cannot be read: {missing.Message}", missing);
        }
    }

    /// <summary>Adds an event and makes it last, before anybody acts on it.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    public void Add(FleetEvent happened)
    {
        happened = happened with { Why = happened.Why is { } why ? HistoryWords.Coarse(why) : null };
        var entry = HistoryEntry.After(Recent.LastOrDefault(), happened);
        file.Write(Encoding.UTF8.GetBytes(entry.ToJson() + "\n"));
        file.Flush(flushToDisk: true);
        Recent = [.. Recent.TakeLast(MostRecent - 1), entry];
        Fleet = Fleet.After(happened);
    }

    /// <summary>A device reported: its own event is added where it is news.</summary>
    /// <returns>That event; null: it is no news.</returns>
    public FleetEvent? Hear(DeviceState state)
    {
        (Fleet, var happened) = Fleet.Heard(state, clock.GetUtcNow());
        if (happened is not null)
        {
            Add(happened);
        }

        return happened;
    }

    /// <inheritdoc />
    public void Dispose() => file.Dispose();

    private FleetState After(FleetState fleet, HistoryEntry entry)
    {
        try
        {
            return fleet.After(entry.Event);
        }
        catch (Exception impossible) when (impossible is ArgumentException or KeyNotFoundException)
        {
            throw new BadInputException(
                $"history '{file.Name}': line {entry.Number} tells what cannot have happened; it is damaged",
                impossible
            );
        }
    }

    private static string ReadText(FileStream stream)
    {
        using var reader = new StreamReader(stream, Encoding.UTF8, leaveOpen: true);
        return reader.ReadToEnd();
    }

    private static ImmutableArray<HistoryEntry> Parse(string path, string text)
    {
        var entries = ImmutableArray.CreateBuilder<HistoryEntry>();
        foreach (var line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var last = entries.Count == 0 ? null : entries[^1];
            var entry = Parse(path, line, entries.Count + 1);
            if (!entry.Follows(last))
            {
                throw new BadInputException(
                    $"history '{path}': line {entries.Count + 1} is not the one that was written after line {entries.Count}; it was tampered with or is damaged"
                );
            }

            entries.Add(entry);
        }

        return entries.ToImmutable();
    }

    private static HistoryEntry Parse(string path, string line, int number)
    {
        try
        {
            // Written in one way only, or a byte could be changed that nobody reads.
            return
                HistoryEntry.FromJson(line) is { Event.IsWhole: true } entry
                && entry.ToJson().Equals(line, StringComparison.Ordinal)
                ? entry
                : throw new JsonException("it is written in another way");
        }
        catch (Exception damaged) when (damaged is JsonException or ArgumentException)
        {
            throw new BadInputException($"history '{path}': line {number} cannot be read; it is damaged", damaged);
        }
    }
}
