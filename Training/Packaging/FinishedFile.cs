namespace Vitrine.Training.Packaging;

/// <summary>Files that are there whole or not at all.</summary>
internal static class FinishedFile
{
    /// <summary>Writes under a name beside, then renames.</summary>
    internal static void Write(string path, ReadOnlySpan<byte> content)
    {
        var unfinished = $"{path}.unfinished";
        using (var file = File.Create(unfinished))
        {
            file.Write(content);
            file.Flush(flushToDisk: true);
        }

        File.Move(unfinished, path, overwrite: true);
    }
}
