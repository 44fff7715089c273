using System.Text.RegularExpressions;

namespace Vitrine.Hosts.Edge.Configuration;

/// <summary>Akka's parser lets a bracket or quote too few or too many pass, and silently leaves out what follows.</summary>
internal static partial class Brackets
{
    /// <summary>Looks whether every bracket and quote of a HOCON text has its other half.</summary>
    /// <exception cref="FormatException">One has not; the message tells its line.</exception>
    public static void MustMatch(string text)
    {
        var open = new Stack<(string Bracket, int Line)>();
        foreach (Match token in Token.Matches(text))
        {
            var line = 1 + text.AsSpan(0, token.Index).Count('\n');
            if (token.Value is "{" or "[")
            {
                open.Push((token.Value, line));
            }
            else if (token.Value is "\"" || (token.Value is "}" or "]" && !IsClosedBy(open, token.Value)))
            {
                throw Unmatched(token.Value, line);
            }
        }

        if (open.TryPop(out var last))
        {
            throw Unmatched(last.Bracket, last.Line);
        }
    }

    private static bool IsClosedBy(Stack<(string Bracket, int Line)> open, string bracket) =>
        open.TryPop(out var last) && (last.Bracket, bracket) is ("{", "}") or ("[", "]");

    private static FormatException Unmatched(string token, int line) =>
        new($"'{token}' in line {line} has no other half");

    /// <summary>Quoted texts and comments, in which brackets mean nothing; brackets; quotes left over.</summary>
    [GeneratedRegex(
        """
            \"{3}.*?\"{3} | "(\\.|[^"\\\n])*" | (\#|//)[^\n]* | [{}\[\]"]
            """,
        RegexOptions.IgnorePatternWhitespace | RegexOptions.Singleline | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Token { get; }
}
