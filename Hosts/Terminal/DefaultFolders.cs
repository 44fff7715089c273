using Vitrine.Wire;

namespace Vitrine.Hosts.Terminal;

/// <summary>Where files go that no option names a place for, by the XDG base directory specification.</summary>
public static class DefaultFolders
{
    /// <summary>What can be computed again.</summary>
    public static string Cache => Folder("XDG_CACHE_HOME", ".cache");

    /// <summary>What is to stay.</summary>
    public static string Store => Path.Combine(Folder("XDG_DATA_HOME", Path.Combine(".local", "share")), "store");

    /// <summary>A folder that an option names, or that is its default.</summary>
    /// <param name="option">The option, for the message.</param>
    /// <param name="folder">Its value.</param>
    /// <exception cref="BadInputException">It is empty, or there is no home folder that the default could be in.</exception>
    public static string Usable(string option, string folder) =>
        string.IsNullOrWhiteSpace(folder) ? throw new BadInputException($"{option} is empty; name a folder")
        : !Path.IsPathRooted(Store) && folder.StartsWith(Store, StringComparison.Ordinal)
            ? throw new BadInputException($"there is no home folder (HOME); name a folder with {option}")
        : folder;

    private static string Folder(string variable, string below) =>
        Path.Combine(
            Environment.GetEnvironmentVariable(variable) is { Length: > 0 } folder
                ? folder
                : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), below),
            "vitrine"
        );
}
