using System.Text.RegularExpressions;

namespace Vitrine.Wire;

/// <summary>A device's name: it fits into addresses, topics and file names.</summary>
public static partial class DeviceName
{
    /// <summary>Characters, at the most.</summary>
    public const int Most = 64;

    /// <summary>The name of this host; what a device's name may not hold becomes '-'.</summary>
    public static string OfHost { get; } =
        Odd.Replace(Environment.MachineName, "-") is { Length: > 0 } name ? name : "vitrine";

    /// <summary>The name that a text is.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    public static string Parse(string text) =>
        text.Length is >= 1 and <= Most && !Odd.IsMatch(text)
            ? text
            : throw new FormatException($"'{text}' is no device's name");

    [GeneratedRegex("[^A-Za-z0-9._-]", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Odd { get; }
}
