namespace Vitrine.Training;

/// <summary>
/// Files that are whole or not there: written under a temporary name beside and renamed, so that nobody ever reads half.
/// </summary>
public static class WholeFile
{
    /// <summary>Writes a text.</summary>
    public static void Write(string path, string text) => Write(path, file => File.WriteAllText(file, text));

    /// <summary>Writes what <paramref name="write"/> writes, in place of what was there.</summary>
    /// <param name="path">The file.</param>
    /// <param name="write">Is given the name to write to, which has the same ending.</param>
    public static void Write(string path, Action<string> write)
    {
        write(Beside(path));
        File.Move(Beside(path), path, overwrite: true);
    }

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

    private static string RealPath(string file) =>
        (File.Exists(file) ? File.ResolveLinkTarget(file, returnFinalTarget: true)?.FullName : null)
        ?? Path.GetFullPath(file);

    private static string Beside(string path) => Path.ChangeExtension(path, ".part" + Path.GetExtension(path));

    private static bool IsDevice(string path) => Path.GetFullPath(path).StartsWith("/dev/", StringComparison.Ordinal);
}
