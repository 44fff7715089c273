namespace Vitrine.Tests.Architecture;

/// <summary>The repository's own files, as written by people: nothing that a build or a run left there.</summary>
internal static class SourceTree
{
    private static readonly HashSet<string> Left =
    [
        "bin",
        "obj",
        "data",
        "TestResults",
        ".git",
        ".build",
        ".vs",
        ".idea",
    ];

    /// <summary>The folder of the solution.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>Every file below the root, its path relative to the root.</summary>
    public static IReadOnlyList<string> Files { get; } =
    [.. FilesBelow(Root).Select(file => Path.GetRelativePath(Root, file)).Order()];

    /// <summary>The files whose name ends so.</summary>
    public static IEnumerable<string> FilesEnding(string end) =>
        Files.Where(file => file.EndsWith(end, StringComparison.Ordinal));

    /// <summary>The text of one of <see cref="Files"/>.</summary>
    public static string Read(string file) => File.ReadAllText(Path.Combine(Root, file));

    private static IEnumerable<string> FilesBelow(string folder) =>
        Directory
            .EnumerateDirectories(folder)
            .Where(inner => !Left.Contains(Path.GetFileName(inner)))
            .SelectMany(FilesBelow)
            .Concat(Directory.EnumerateFiles(folder));

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Vitrine.slnx")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName
            ?? throw new DirectoryNotFoundException("No folder above the tests holds Vitrine.slnx.");
    }
}
