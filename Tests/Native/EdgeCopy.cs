namespace Vitrine.Tests.Native;

/// <summary>The built edge at another place, where a native library may lie beside it.</summary>
internal static class EdgeCopy
{
    /// <summary>The library's name there.</summary>
    public const string Library = "libOpenCvSharpExtern.so";

    public static TemporaryFolder Make()
    {
        var copy = new TemporaryFolder();
        foreach (var file in Directory.EnumerateFileSystemEntries(AppContext.BaseDirectory))
        {
            var name = Path.GetFileName(file);
            if (name.StartsWith("vitrine-edge.", StringComparison.Ordinal))
            {
                // The place of these is the program's.
                File.Copy(file, copy[name]);
            }
            else
            {
                File.CreateSymbolicLink(copy[name], file);
            }
        }

        return copy;
    }
}
