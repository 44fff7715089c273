using System.Text;

namespace Vitrine.Wire;

/// <summary>
/// Files that are whole or not there: written under a temporary name beside, flushed to the disk, then renamed, so that
/// nobody ever reads half. Where that goes wrong, what was there stays and nothing is left beside.
/// </summary>
public static class WholeFile
{
    /// <summary>Writes a text as UTF-8.</summary>
    public static void Write(string path, string text) => Write(path, Encoding.UTF8.GetBytes(text));

    /// <summary>Writes a text as UTF-8 into a file of that mode, of which the umask may take away.</summary>
    internal static void Write(string path, string text, UnixFileMode mode)
    {
        // One that was left behind would keep its own.
        File.Delete(Beside(path));
        WriteAll([(path, file => file.Write(Encoding.UTF8.GetBytes(text)))], mode);
    }

    /// <summary>Writes some bytes.</summary>
    public static void Write(string path, byte[] content) => WriteAll([(path, content)]);

    /// <summary>Writes what <paramref name="write"/> writes, in place of what was there.</summary>
    /// <param name="path">The file.</param>
    /// <param name="write">Is given the file to write to.</param>
    public static void Write(string path, Action<Stream> write) => WriteAll([(path, write)]);

    /// <summary>Writes several files: all of them beside first, then they take their places in the order given.</summary>
    public static void WriteAll(IEnumerable<(string Path, byte[] Content)> files) =>
        WriteAll([.. files.Select(file => (file.Path, (Action<Stream>)(stream => stream.Write(file.Content))))]);

    /// <summary>Makes sure, before long work begins, that its result can be written.</summary>
    /// <param name="option">The option that names the file, for the message.</param>
    /// <param name="path">The file; null: none was asked for.</param>
    /// <exception cref="BadInputException">It cannot.</exception>
    public static void MustBeWritable(string option, string? path)
    {
        try
        {
            if (path is null)
            {
                return;
            }

            if (Directory.Exists(path) || IsDevice(path))
            {
                throw new IOException("it is a folder or a device, and no file that a new one could replace");
            }

            // An older result stays until there is a newer one.
            if (File.Exists(path))
            {
                using (File.OpenWrite(path)) { }
            }

            using (File.Create(Beside(path), bufferSize: 1, FileOptions.DeleteOnClose)) { }
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new BadInputException($"{option} '{path}' cannot be written: {refused.Message}", refused);
        }
    }

    /// <summary>Makes sure that a result does not take the place of what it is made from.</summary>
    /// <param name="option">The option that names the result, for the message.</param>
    /// <param name="path">The result; null: none was asked for.</param>
    /// <param name="needed">The files that it is made from.</param>
    /// <exception cref="BadInputException">It would.</exception>
    public static void MustNotOverwrite(string option, string? path, IEnumerable<string> needed)
    {
        if (
            path is not null
            && needed.Any(other => string.Equals(RealPath(other), RealPath(path), StringComparison.Ordinal))
        )
        {
            throw new BadInputException(
                $"{option} '{path}' would overwrite a file that this run needs; give another name"
            );
        }
    }

    private static void WriteAll((string Path, Action<Stream> Write)[] files, UnixFileMode? mode = null)
    {
        try
        {
            foreach (var (path, write) in files)
            {
                using var file = new FileStream(Beside(path), Made(mode));
                write(file);
                file.Flush(flushToDisk: true);
            }

            foreach (var (path, _) in files)
            {
                File.Move(Beside(path), path, overwrite: true);
            }
        }
        catch
        {
            foreach (var unfinished in files.Select(file => Beside(file.Path)).Where(File.Exists))
            {
                File.Delete(unfinished);
            }

            throw;
        }
    }

    private static FileStreamOptions Made(UnixFileMode? mode) =>
        new()
        {
            Mode = FileMode.Create,
            Access = FileAccess.Write,
            UnixCreateMode = mode,
        };

    private static string RealPath(string file) =>
        (File.Exists(file) ? File.ResolveLinkTarget(file, returnFinalTarget: true)?.FullName : null)
        ?? Path.GetFullPath(file);

    // Not the same ending: who looks for all models of a folder must not find half of one.
    private static string Beside(string path) => path + ".part";

    private static bool IsDevice(string path) => Path.GetFullPath(path).StartsWith("/dev/", StringComparison.Ordinal);
}
