using System.Globalization;
using Vitrine.Wire;

namespace Vitrine.Fleet.Releases;

/// <summary>
/// The keys that are trusted as their files stand now: they are read again when they change, and changes that come with
/// releases are kept. Belongs to one thread; <see cref="Current"/> may be read by any.
/// </summary>
public sealed class KeyRing
{
    private readonly string? folder;
    private readonly string? learned;
    private readonly int threshold;
    private volatile TrustedKeys current = TrustedKeys.None;
    private readonly List<string> notes = [];
    private string stamp = string.Empty;

    private KeyRing(string? folder, string? learned, int threshold) =>
        (this.folder, this.learned, this.threshold) = (folder, learned, threshold);

    /// <summary>The keys.</summary>
    public TrustedKeys Current => current;

    /// <summary>Why the files cannot be read just now; null: they can.</summary>
    public string? Fault { get; private set; }

    /// <summary>What the start found out of order, one line each.</summary>
    public IReadOnlyList<string> Notes => notes;

    /// <summary>Keys that stay as they are.</summary>
    public static KeyRing Of(TrustedKeys keys) => new(folder: null, learned: null, threshold: 1) { current = keys };

    /// <summary>Reads the keys.</summary>
    /// <param name="folder">Holds *.pub files, and *.change files.</param>
    /// <param name="learned">Where changes that come with releases are kept; made when the first comes.</param>
    /// <param name="threshold">How many keys must sign, 1 or more.</param>
    /// <exception cref="InvalidDataException">The folder is not there, holds too few keys, or what is none.</exception>
    public static KeyRing Open(string folder, string learned, int threshold = 1)
    {
        var ring = new KeyRing(folder, learned, threshold);
        ring.stamp = ring.Stamp();
        ring.current = ring.Read(ring.notes.Add);
        return ring;
    }

    /// <summary>Reads the files again where they have changed. Where they cannot be read, the keys before stay.</summary>
    /// <param name="say">Takes a line for the operator where something is another.</param>
    public void Look(Action<string> say)
    {
        if (folder is null || Stamp() is not { } now || now.Equals(stamp, StringComparison.Ordinal))
        {
            return;
        }

        stamp = now;
        try
        {
            Take(Read(say), say);
            Fault = null;
        }
        catch (Exception unreadable)
            when (unreadable is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            Fault = unreadable.Message;
            say($"{SingleLine.Of(unreadable.Message)}; no release is taken until that is mended");
        }
    }

    /// <summary>Keeps the changes that come with a release, as far as keys that are trusted have signed them.</summary>
    /// <param name="changes">From anybody.</param>
    /// <param name="say">Takes a line for the operator where something is another.</param>
    /// <exception cref="IOException">One cannot be kept.</exception>
    public void Learn(IEnumerable<SignedKeyChange> changes, Action<string> say)
    {
        foreach (var change in changes.Take(KeyChanges.Most))
        {
            var next = current.After(change);
            if (ReferenceEquals(next, current))
            {
                continue;
            }

            if (learned is not null)
            {
                PrivateFile.MakeFolder(learned);
                KeyChanges.Write(learned, change);
            }

            Take(next, say);
        }
    }

    private void Take(TrustedKeys next, Action<string> say)
    {
        if (!next.Ids.SequenceEqual(current.Ids, StringComparer.Ordinal))
        {
            say($"the trusted keys are now {string.Join(", ", next.Ids.Select(KeyId.Shorten))}");
        }

        current = next;
    }

    private TrustedKeys Read(Action<string> say)
    {
        var keys = KeyChanges
            .Read(new[] { folder!, learned! }.Distinct(StringComparer.Ordinal), say)
            .Aggregate(TrustedKeys.Read(folder!, threshold), (keys, change) => keys.After(change));
        return keys.Count >= threshold
            ? keys
            : throw new InvalidDataException(
                $"folder of trusted keys '{folder}' holds {keys.Count} keys, and rollout.threshold = {threshold} must sign"
            );
    }

    /// <summary>What changes when a file does.</summary>
    private string Stamp() =>
        string.Join(
            '\n',
            new[] { folder!, learned! }
                .Where(Directory.Exists)
                .SelectMany(place => new DirectoryInfo(place).EnumerateFiles())
                .Where(file => file.Extension is ".pub" or ".change")
                .Select(file =>
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{file.FullName} {file.Length} {file.LastWriteTimeUtc.Ticks}"
                    )
                )
                .Order(StringComparer.Ordinal)
        );
}
