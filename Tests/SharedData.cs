using Vitrine.Tests.Architecture;
using Xunit;

namespace Vitrine.Tests;

/// <summary>
/// Recordings, pictures and data sets too large for the repository: the folder that VITRINE_DATA names, else the folder
/// shared/ beside the repository.
/// </summary>
public static class SharedData
{
    private static readonly string Folder = Environment.GetEnvironmentVariable("VITRINE_DATA") is { Length: > 0 } named
        ? named
        : Path.GetFullPath(Path.Combine(SourceTree.Root, "..", "shared"));

    /// <summary>The full path of a file or folder in it; where it is missing, the test is skipped and says so.</summary>
    /// <param name="name">Its path below the shared folder, for example <c>video/walk.mp4</c>.</param>
    public static string PathOrSkip(string name)
    {
        var path = Path.Combine(Folder, name);
        if (!Path.Exists(path))
        {
            Assert.Skip($"'{name}' is not in the shared data ({Folder}). Set VITRINE_DATA to the folder that has it.");
        }

        return path;
    }
}
