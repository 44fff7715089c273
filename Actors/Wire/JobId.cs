using System.Text.RegularExpressions;

namespace Vitrine.Wire;

/// <summary>A job's name, which folders are named by: "NUMBER-HASH", for example "17-3fa2c1".</summary>
public static partial class JobId
{
    /// <summary>Whether a text is the whole of one.</summary>
    public static bool IsWhole(string text) => Whole.IsMatch(text);

    /// <summary>Whether a text is one, or the number alone.</summary>
    public static bool IsWholeOrNumber(string text) => WholeOrNumber.IsMatch(text);

    /// <summary>The same text.</summary>
    /// <exception cref="BadInputException">It is not the whole of one.</exception>
    public static string Require(string text) =>
        IsWhole(text)
            ? text
            : throw new BadInputException(
                $"'{SingleLine.Of(text, SingleLine.OfPeer)}' is no job's ID; ./vitrine job list shows them"
            );

    [GeneratedRegex(@"\A[1-9][0-9]{0,17}-[0-9a-f]{2,64}\z", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Whole { get; }

    [GeneratedRegex(
        @"\A[1-9][0-9]{0,17}(-[0-9a-f]{2,64})?\z",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex WholeOrNumber { get; }
}
