using System.Text.RegularExpressions;

namespace Vitrine.Fleet.Hub;

/// <summary>What the history keeps of a device's words. Pure.</summary>
internal static partial class HistoryWords
{
    /// <summary>The words without exact counts of faces, which tell how many people passed: "about 200 of 200 faces".</summary>
    public static string Coarse(string why) =>
        Faces.Replace(
            why,
            found =>
                found.Groups["count"].Value is { Length: > 2 } many
                    ? $"about {many[..^2]}00{found.Groups["rest"].Value}"
                    : $"fewer than 100{found.Groups["rest"].Value}"
        );

    [GeneratedRegex(
        @"\b(?<count>[0-9]+)(?<rest>(?: of [0-9]+)? faces\b)",
        RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture
    )]
    private static partial Regex Faces { get; }
}
