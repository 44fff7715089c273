using System.Text.RegularExpressions;

namespace Vitrine.Wire;

/// <summary>
/// Looks at the brackets, names and values of a HOCON text before Akka's parser does. Where one is missing or in the wrong
/// place, that parser leaves out what follows, reads on for ever, or overflows the stack.
/// </summary>
internal sealed partial class HoconTokens
{
    /// <summary>The parser calls itself for each bracket, and for each dot of a name.</summary>
    private const int MostLevels = 50;

    private const string OnlyInQuotes = "^?!@*&\\`";

    private readonly string text;
    private readonly List<Match> references = [];
    private readonly Stack<Section> open = new([new Section(Start: null)]);

    private HoconTokens(string text) => this.text = text;

    private enum Expected
    {
        /// <summary>A name, or the end of the section.</summary>
        Name,

        /// <summary>More of the name, or what is assigned to it.</summary>
        Assignment,

        /// <summary>A value, in this line or below.</summary>
        Value,

        /// <summary>More of the value, in this line.</summary>
        MoreOfValue,

        /// <summary>What a list may hold.</summary>
        Element,
    }

    /// <summary>Looks at a whole text.</summary>
    /// <returns>The references, <c>${section.key}</c>, in the order of the text.</returns>
    /// <exception cref="FormatException">Something is where it cannot be; the message gives its line.</exception>
    public static IReadOnlyList<Match> References(string text)
    {
        var tokens = new HoconTokens(text);
        foreach (Match token in Token.Matches(text))
        {
            tokens.Take(token, tokens.open.Peek());
        }

        return tokens.open.Peek() switch
        {
            { Start: { } start } => throw tokens.Fault(start, "has no other half"),
            { Expected: Expected.Assignment } => throw new FormatException("it ends where a value is expected"),
            _ => tokens.references,
        };
    }

    /// <summary>The line of a token, from 1.</summary>
    public static int Line(string text, Match token) => 1 + text.AsSpan(0, token.Index).Count('\n');

    private void Take(Match token, Section section)
    {
        switch (token.Value)
        {
            case ['#', ..] or ['/', '/', ..]:
                break;
            case "\n":
                section.Expected = section.Expected is Expected.MoreOfValue ? Expected.Name : section.Expected;
                break;
            case ",":
                MustBeAssigned(token, section);
                section.Expected = section.Expected is Expected.Element ? Expected.Element : Expected.Name;
                break;
            case "=" or ":":
                Must(section.Expected is not Expected.Name, token, "stands where a name is expected");
                Must(section.Expected is Expected.Assignment, token, "stands within a value; put that in quotes");
                section.Expected = Expected.Value;
                break;
            case "{" or "[":
                Open(token, section);
                break;
            case "}" or "]":
                MustBeAssigned(token, section);
                Must((section.Start?.Value, token.Value) is ("{", "}") or ("[", "]"), token, "has no other half");
                open.Pop();
                break;
            case ['$', ..]:
                Must(Reference.IsMatch(token.Value), token, "is not a reference; write ${section.key}, or use quotes");
                TakeValue(token, section);
                references.Add(token);
                break;
            default:
                TakeWord(token, section);
                break;
        }
    }

    private void Open(Match token, Section section)
    {
        var isWhole = section is { Start: null, Expected: Expected.Name };
        if (token.Value is "{" && (section.Expected is Expected.Assignment || isWhole))
        {
            section.Expected = Expected.Name;
        }
        else
        {
            TakeValue(token, section);
        }

        open.Push(new Section(token));
        Must(open.Count <= MostLevels, token, $"is more than {MostLevels} levels deep");
    }

    private void TakeValue(Match token, Section section)
    {
        Must(section.Expected > Expected.Assignment, token, "stands where a name is expected");
        section.Expected = section.Expected is Expected.Value ? Expected.MoreOfValue : section.Expected;
    }

    private void TakeWord(Match token, Section section)
    {
        Must(token.Value is not "\"", token, "has no other half");
        Must(token.Value[^1] is '"' || !token.Value.Any(OnlyInQuotes.Contains), token, "must stand in quotes");
        if (section.Expected > Expected.Assignment)
        {
            TakeValue(token, section);
            return;
        }

        var isInclude = section.Expected is Expected.Name && token.Value is ['i', .., '"'];
        Must(!isInclude, token, "is not known to Akka.NET; write here what that file says");
        section.Dots = section.Expected is Expected.Name ? 0 : section.Dots + (token.Value is "." ? 1 : 0);
        section.Expected = Expected.Assignment;
        Must(section.Dots <= MostLevels, token, $"is more than {MostLevels} levels deep");
    }

    private void MustBeAssigned(Match token, Section section) =>
        Must(section.Expected is not Expected.Assignment, token, "stands where a value is expected");

    private void Must(bool isSo, Match token, string fault)
    {
        if (!isSo)
        {
            throw Fault(token, fault);
        }
    }

    private FormatException Fault(Match token, string fault) =>
        new($"'{token.Value}' in line {Line(text, token)} {fault}");

    /// <summary>What is between two brackets, or the whole text.</summary>
    /// <param name="Start">The opening bracket; null: the whole text.</param>
    private sealed record Section(Match? Start)
    {
        /// <summary>What may come next.</summary>
        public Expected Expected { get; set; } = Start?.Value is "[" ? Expected.Element : Expected.Name;

        /// <summary>Dots in the name up to here.</summary>
        public int Dots { get; set; }
    }

    /// <summary>Quoted texts and comments, in which nothing else means anything; references; signs; words.</summary>
    [GeneratedRegex(
        """
            \"{3}(\\.|[^\\])*?\"{3} | "(\\.|[^"\\\n])*" | (\#|//)[^\n]* | \$(\{[^}\n]*\}?)? | [{}\[\]"=:,.\n]
            | include\s*"[^"\n]*" | ([^\s{}\[\]"=:,.$\#/]|/(?!/))+
            """,
        RegexOptions.IgnorePatternWhitespace | RegexOptions.Singleline | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Token { get; }

    /// <summary>Names of keys, without the characters at which Akka would end the reference.</summary>
    [GeneratedRegex(
        """^\$\{[^\s$"{}\[\]:=,\#`^?!@*&\\.]+(\.[^\s$"{}\[\]:=,\#`^?!@*&\\.]+)*\}$""",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Reference { get; }
}
