using Vitrine.Wire;

namespace Vitrine.Training.Preparation;

/// <summary>The folder that a user gave as a data set.</summary>
internal static class DatasetFolder
{
    // A link to a folder above would never end.
    private const int Deepest = 8;

    /// <summary>Its full path.</summary>
    /// <exception cref="BadInputException">It is not there.</exception>
    public static string Require(string path) =>
        Directory.Exists(path) ? Path.GetFullPath(path)
        : File.Exists(path) ? throw new BadInputException($"--path '{path}' is a file; give the folder of the data set")
        : throw new BadInputException($"--path '{path}' is not there");

    /// <summary>The files of a folder and of the folders in it, relative to it, in order; hidden ones are left alone.</summary>
    public static IReadOnlyList<string> Files(string folder) =>
        [
            .. Directory
                .EnumerateFiles(
                    folder,
                    "*",
                    new EnumerationOptions
                    {
                        RecurseSubdirectories = true,
                        MaxRecursionDepth = Deepest,
                        AttributesToSkip = FileAttributes.Hidden,
                        IgnoreInaccessible = false,
                    }
                )
                .Select(file => Path.GetRelativePath(folder, file))
                .Order(StringComparer.Ordinal),
        ];
}
