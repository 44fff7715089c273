namespace Vitrine.Bench;

/// <summary>A bench's options: a name, then its value.</summary>
internal static class Options
{
    public static string Value(string[] options, string name, string otherwise) =>
        Array.IndexOf(options, name) is >= 0 and var at && at + 1 < options.Length ? options[at + 1] : otherwise;
}
