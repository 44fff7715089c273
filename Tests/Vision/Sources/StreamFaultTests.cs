using Vitrine.Vision.Sources;
using Xunit;

namespace Vitrine.Tests.Vision.Sources;

public sealed class StreamFaultTests
{
    [Theory]
    [InlineData("Server returned 401 Unauthorized (authorization failed)", "password is wrong")]
    [InlineData("Response status code does not indicate success: 401 (Unauthorized).", "password is wrong")]
    [InlineData("method DESCRIBE failed: 404 Not Found", "nothing at this path")]
    [InlineData("Connection refused (127.0.0.1:8080)", "nothing listens")]
    [InlineData("The SSL connection could not be established, see inner exception.", "certificate")]
    public void What_people_meet_is_said_in_plain_words(string said, string meaning) =>
        Assert.Contains(meaning, StreamFault.Of(said), StringComparison.Ordinal);

    [Fact]
    public void What_is_not_known_stays_as_it_is() => Assert.Equal("Something else", StreamFault.Of("Something else"));
}
