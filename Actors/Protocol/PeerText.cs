namespace Vitrine.Protocol;

/// <summary>Words of a peer, which nobody has signed, for a log or a page that may be a terminal. Pure.</summary>
public static class PeerText
{
    /// <summary>Characters that are kept.</summary>
    public const int Longest = 300;

    /// <summary>One line without control characters.</summary>
    public static string OneLine(string text) =>
        string.Concat(text.Take(Longest).Select(c => char.IsControl(c) ? ' ' : c)).ReplaceLineEndings(" ");
}
