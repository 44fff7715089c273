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
        if (IsDevice(path))
        {
            write(path);
            return;
        }

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
            if (path is null || IsDevice(path))
            {
                return;
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

    private static string Beside(string path) => Path.ChangeExtension(path, ".part" + Path.GetExtension(path));

    // The likes of /dev/stdout are written to, and never replaced.
    private static bool IsDevice(string path) => Path.GetFullPath(path).StartsWith("/dev/", StringComparison.Ordinal);
}
