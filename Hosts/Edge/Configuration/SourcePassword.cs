using Vitrine.Wire;

namespace Vitrine.Hosts.Edge.Configuration;

/// <summary>
/// The password of a camera that <c>--source</c> names, from where other users of the machine cannot read it: a command line
/// they can.
/// </summary>
public static class SourcePassword
{
    /// <summary>Holds the password.</summary>
    public const string Variable = "VITRINE_SOURCE_PASSWORD";

    /// <summary>The name of the password among systemd's credentials (LoadCredential=).</summary>
    public const string Credential = "vitrine-source-password";

    private const string CredentialFolder = "CREDENTIALS_DIRECTORY";

    /// <summary>What an operator reads who wrote the password into the command line.</summary>
    public const string Warning =
        "the camera's password stands in the command line, where others on this machine can read it; leave it out there (rtsp://USER@HOST) and put it into "
        + Variable;

    /// <summary>Whether a source's text holds a password itself.</summary>
    public static bool IsIn(string source) => UserOf(source).Contains(':', StringComparison.Ordinal);

    /// <summary>The source with the password that the environment holds, where it names a user and no password.</summary>
    /// <param name="source">The text of <c>--source</c>.</param>
    /// <param name="variable">Reads a variable of the environment.</param>
    /// <exception cref="BadInputException">The credential cannot be read.</exception>
    public static string Complete(string source, Func<string, string?> variable)
    {
        var user = UserOf(source);
        if (user.Length == 0 || user.Contains(':', StringComparison.Ordinal) || Find(variable) is not { } password)
        {
            return source;
        }

        var at = source.LastIndexOf('@');
        return $"{source[..at]}:{Uri.EscapeDataString(password)}{source[at..]}";
    }

    private static string UserOf(string source)
    {
        var begin = source.IndexOf("://", StringComparison.Ordinal);
        var end = source.LastIndexOf('@');
        return begin >= 0 && end > begin + 3 ? source[(begin + 3)..end] : string.Empty;
    }

    private static string? Find(Func<string, string?> variable)
    {
        if (variable(Variable) is { Length: > 0 } password)
        {
            return password;
        }

        if (variable(CredentialFolder) is not { Length: > 0 } folder)
        {
            return null;
        }

        var file = Path.Combine(folder, Credential);
        try
        {
            return File.Exists(file) ? File.ReadAllText(file).TrimEnd('\r', '\n') : null;
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            throw new BadInputException($"credential {file} cannot be read: {unreadable.Message}", unreadable);
        }
    }
}
