using System.Text.RegularExpressions;

namespace Vitrine.Wire;

/// <summary>
/// A text as one line, for a log, a terminal or a message, whoever wrote it: nothing in it can move a cursor, and a peer's
/// words are cut short. Pure.
/// </summary>
public static partial class SingleLine
{
    /// <summary>Characters that are kept of what a peer says, unless told otherwise.</summary>
    public const int OfPeer = 300;

    /// <summary>The text: line breaks and other control characters in a row become one space.</summary>
    /// <param name="text">Any text.</param>
    /// <param name="longest">Characters of the line, from 1; a longer one ends in "…". Default: all of it.</param>
    public static string Of(string text, int longest = int.MaxValue)
    {
        var line = Breaks.Replace(text, " ").Trim();
        return line.Length <= longest ? line : $"{line.AsSpan(0, longest - 1)}…";
    }

    /// <summary>The first line of what went wrong: native libraries go on with where it was.</summary>
    /// <param name="failed">What went wrong.</param>
    /// <param name="longest">As above.</param>
    public static string Of(Exception failed, int longest = int.MaxValue) =>
        Of(failed.Message.TrimStart().Split('\n')[0], longest);

    [GeneratedRegex(@"[\p{Cc}\p{Zl}\p{Zp}]+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Breaks { get; }
}
