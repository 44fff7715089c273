namespace Vitrine.Training.Cluster;

/// <summary>Text as HOCON takes it, whatever is in it.</summary>
internal static class Quoted
{
    /// <summary>The text in quotes.</summary>
    public static string Text(string text) =>
        $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";
}
