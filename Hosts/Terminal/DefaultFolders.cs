namespace Vitrine.Hosts.Terminal;

/// <summary>Where files go that no option names a place for, by the XDG base directory specification.</summary>
public static class DefaultFolders
{
    /// <summary>What can be computed again.</summary>
    public static string Cache => Folder("XDG_CACHE_HOME", ".cache");

    /// <summary>What is to stay.</summary>
    public static string Store => Path.Combine(Folder("XDG_DATA_HOME", Path.Combine(".local", "share")), "store");

    private static string Folder(string variable, string below) =>
        Path.Combine(
            Environment.GetEnvironmentVariable(variable) is { Length: > 0 } folder
                ? folder
                : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), below),
            "vitrine"
        );
}
