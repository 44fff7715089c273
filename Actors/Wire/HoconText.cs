using Akka.Configuration;

namespace Vitrine.Wire;

/// <summary>
/// HOCON that a person wrote. Akka's parser knows no <c>include</c>, no <c>${?key}</c> and no value appended to itself; those,
/// and what it would not survive, are refused before it reads.
/// </summary>
public static class HoconText
{
    /// <summary>Reads a file.</summary>
    /// <exception cref="BadInputException">It cannot be read, is malformed, or refers to itself.</exception>
    public static Config Read(string file)
    {
        try
        {
            return Parse(File.ReadAllText(file), $"'{file}'");
        }
        catch (Exception unreadable)
            when (unreadable is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new BadInputException($"configuration '{file}' cannot be read: {unreadable.Message}", unreadable);
        }
    }

    /// <summary>Reads a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="origin">Where it comes from, for the message.</param>
    /// <exception cref="BadInputException">It is malformed, or refers to itself.</exception>
    public static Config Parse(string text, string origin)
    {
        try
        {
            var references = HoconTokens.References(text);
            if (HoconReferences.Circle(text, references) is { } circle)
            {
                throw new BadInputException($"{origin} refers to itself: {circle}");
            }

            return ConfigurationFactory.ParseString(text);
        }
        catch (Exception malformed) when (malformed is not BadInputException)
        {
            throw new BadInputException($"{origin} is not HOCON: {SingleLine.Of(malformed)}", malformed);
        }
    }

    /// <summary>A text as a value, whatever is in it.</summary>
    public static string Quote(string text) =>
        $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";
}
