namespace Vitrine.Wire;

/// <summary>Paths that are made of names from messages.</summary>
public static class FolderPath
{
    /// <summary>The full path of a name in a folder; one that leads out of it is none. Nothing is looked at.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="names">Names in it, one below the other.</param>
    /// <exception cref="BadInputException">The path would lie outside.</exception>
    public static string Inside(string folder, params ReadOnlySpan<string> names)
    {
        var root = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
        var name = string.Join(Path.DirectorySeparatorChar, names);
        var path = name.Contains('\0', StringComparison.Ordinal) ? root : Path.GetFullPath(name, root);
        return path.StartsWith(root + Path.DirectorySeparatorChar, StringComparison.Ordinal)
            ? path
            : throw new BadInputException($"'{SingleLine.Of(name, SingleLine.OfPeer)}' would lie outside '{folder}'");
    }
}
