using System.Text;

namespace Vitrine.Wire;

/// <summary>Files and folders that only their owner can read, whatever the umask.</summary>
public static class PrivateFile
{
    internal const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private const UnixFileMode Others = UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    private const UnixFileMode Group = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute;

    /// <summary>Writes a file that is not there yet.</summary>
    /// <exception cref="IOException">It is there, or cannot be written.</exception>
    public static void Create(string path, string text)
    {
        using var file = new FileStream(
            path,
            new FileStreamOptions
            {
                Mode = FileMode.CreateNew,
                Access = FileAccess.Write,
                UnixCreateMode = Owner,
            }
        );
        // The umask can only have taken something away.
        File.SetUnixFileMode(file.SafeFileHandle, Owner);
        file.Write(Encoding.UTF8.GetBytes(text));
        file.Flush(flushToDisk: true);
    }

    /// <summary>Writes a file in place of what was there: whole, or not at all.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    public static void Replace(string path, string text) => WholeFile.Write(path, text, Owner);

    /// <summary>Opens a file, and makes it where it is missing.</summary>
    /// <exception cref="IOException">It cannot be made or opened.</exception>
    public static FileStream Open(
        string path,
        FileAccess access = FileAccess.Write,
        FileShare share = FileShare.Read
    ) =>
        new(
            path,
            new FileStreamOptions
            {
                Mode = FileMode.OpenOrCreate,
                Access = access,
                Share = share,
                BufferSize = 0,
                UnixCreateMode = Owner,
            }
        );

    /// <summary>Takes away what an earlier version let others do. A file system without modes leaves all as it is.</summary>
    public static void Tighten(string path)
    {
        try
        {
            var mode = File.GetUnixFileMode(path);
            if ((mode & (Others | Group)) != UnixFileMode.None)
            {
                File.SetUnixFileMode(path, mode & ~(Others | Group));
            }
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            // Another user's, a file system without modes, or one that cannot be written now: counting goes on.
        }
    }

    /// <summary>Makes a folder where there is none; one that is there stays as it is.</summary>
    /// <exception cref="IOException">It cannot be made.</exception>
    public static void MakeFolder(string path)
    {
        if (!Directory.Exists(path))
        {
            const UnixFileMode owner = Owner | UnixFileMode.UserExecute;
            Directory.CreateDirectory(path, owner);
            File.SetUnixFileMode(path, owner);
        }
    }

    /// <summary>Why a private key's file may not be used: others can read or write it.</summary>
    /// <param name="path">The file.</param>
    /// <param name="isForGroup">Whether the file's group may read it.</param>
    /// <returns>One line that begins with the file and says what to run; null: nobody else can, or there is no such file.</returns>
    public static string? FaultOf(string path, bool isForGroup = false) =>
        File.Exists(path) && (File.GetUnixFileMode(path) & (isForGroup ? Others : Others | Group)) != UnixFileMode.None
            ? $"'{path}' can be read by others; run: chmod 600 '{path}'"
            : null;
}
