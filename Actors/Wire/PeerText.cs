namespace Vitrine.Wire;

/// <summary>Words of a peer, which nobody has signed, for a log or a page that may be a terminal. Pure.</summary>
public static class PeerText
{
    /// <summary>Characters that are kept unless told otherwise.</summary>
    public const int Longest = 300;

    /// <summary>One line without control characters.</summary>
    /// <param name="text">The words.</param>
    /// <param name="longest">Characters that are kept.</param>
    public static string OneLine(string text, int longest = Longest) =>
        string.Concat(text.Take(longest).Select(c => char.IsControl(c) ? ' ' : c)).ReplaceLineEndings(" ");
}
