using Vitrine.Wire;

namespace Vitrine.Windows.Log;

/// <summary>
/// The folder that outlives a run. One process has it at a time: a file in it is held locked, and the system lets go of it
/// however the process ends, so a killed one leaves nothing to tidy up. Safe for any thread.
/// </summary>
/// <param name="path">The folder; it is made, for its owner alone, where it does not exist.</param>
public sealed class DataFolder(string path) : IDisposable
{
    private const int WouldBlock = 11;
    private readonly Lock gate = new();
    private FileStream? held;

    /// <summary>Where state belongs by the XDG base directory specification: $XDG_STATE_HOME, else ~/.local/state.</summary>
    public static string Default =>
        System.IO.Path.Combine(
            Environment.GetEnvironmentVariable("XDG_STATE_HOME") is { Length: > 0 } state
                ? state
                : System.IO.Path.Combine(
                    Environment.GetFolderPath(Environment.SpecialFolder.UserProfile),
                    ".local",
                    "state"
                ),
            "vitrine"
        );

    /// <summary>Its full path.</summary>
    public string Path { get; } = System.IO.Path.GetFullPath(path);

    /// <summary>Bytes that may still be written to its disk; null where nobody knows, for example where it is missing.</summary>
    public long? FreeBytes
    {
        get
        {
            try
            {
                return new DriveInfo(Path).AvailableFreeSpace;
            }
            catch (Exception unknown) when (unknown is IOException or UnauthorizedAccessException)
            {
                return null;
            }
        }
    }

    /// <summary>The database of windows in it.</summary>
    public string Database => this["windows.db"];

    /// <summary>The file that tells the newest window's number.</summary>
    public string NewestNumber => this["newest-window"];

    private string this[string name] => System.IO.Path.Combine(Path, name);

    /// <summary>Takes the folder for this process, unless it has it.</summary>
    /// <exception cref="DataFolderTakenException">Another process has it.</exception>
    /// <exception cref="IOException">It cannot be made or written.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be written.</exception>
    public void Take()
    {
        lock (gate)
        {
            held ??= Lock();
        }
    }

    /// <inheritdoc />
    public void Dispose() => held?.Dispose();

    private FileStream Lock()
    {
        PrivateFile.MakeFolder(Path);
        // Another folder's mode, where it was there, is its owner's choice: it may hold more than ours.
        if (Path.Equals(Default, StringComparison.Ordinal))
        {
            PrivateFile.Tighten(Path);
        }

        try
        {
            // Reading is enough to lock it, and does not keep the disk from being made read-only.
            return PrivateFile.Open(this["lock"], FileAccess.Read, FileShare.None);
        }
        catch (IOException taken) when (taken.HResult == WouldBlock)
        {
            throw new DataFolderTakenException(
                $"another vitrine counts into the folder '{Path}'; stop it, or give this one its own with --data DIR",
                taken
            );
        }
    }
}
