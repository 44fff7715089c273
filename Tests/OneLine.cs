using Xunit;

namespace Vitrine.Tests;

/// <summary>What a person is told when something cannot be used: one line that says what and where.</summary>
internal static class OneLine
{
    public static void Says(string message, params string[] words)
    {
        Assert.DoesNotContain('\n', message);
        Assert.All(words, word => Assert.Contains(word, message, StringComparison.Ordinal));
    }
}
