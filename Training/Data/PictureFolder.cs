using System.Runtime.InteropServices;

namespace Vitrine.Training.Data;

/// <summary>
/// The folder that a list's pictures are in. A name that leads out of it, by itself or through a link, names no picture of it:
/// whoever writes a list learns nothing of other files.
/// </summary>
internal sealed partial class PictureFolder
{
    private const int LongestPath = 4096;
    private readonly string folder;
    private readonly string? inside;

    /// <param name="folder">The folder; need not be there.</param>
    public PictureFolder(string folder)
    {
        this.folder = folder;
        inside = RealPath(folder) is { } real ? real.TrimEnd('/') + "/" : null;
    }

    /// <summary>A picture's real path; null: there is no such file in the folder.</summary>
    /// <param name="file">As a list names it.</param>
    public string? Find(string file) =>
        inside is not null
        && RealPath(Path.Combine(folder, file)) is { } real
        && real.StartsWith(inside, StringComparison.Ordinal)
        && File.Exists(real)
            ? real
            : null;

    /// <summary>.NET follows no links of the folders on the way, so the C library does.</summary>
    private static string? RealPath(string path)
    {
        var real = new byte[LongestPath];
        return path.Contains('\0', StringComparison.Ordinal) || RealPath(path, real) == 0
            ? null
            : System.Text.Encoding.UTF8.GetString(real.AsSpan(0, real.AsSpan().IndexOf((byte)0)));
    }

    [LibraryImport("libc", EntryPoint = "realpath", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial nint RealPath(string path, [Out] byte[] real);
}
