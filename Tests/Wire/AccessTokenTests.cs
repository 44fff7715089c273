using Vitrine.Wire;
using Xunit;

namespace Vitrine.Tests.Wire;

public sealed class AccessTokenTests
{
    private const string Secret = "0123456789abcdef";

    [Fact]
    public void Only_the_token_itself_matches()
    {
        var token = AccessToken.Parse(Secret);

        Assert.True(token.Matches(Secret));
        Assert.All(
            ["", "0", Secret + "0", Secret.ToUpperInvariant(), token.ToString()],
            t => Assert.False(token.Matches(t))
        );
    }

    [Theory]
    [InlineData("")]
    [InlineData("0123456789abcde")]
    [InlineData("0123456789 abcdef")]
    [InlineData("0123456789abcdéf")]
    [InlineData("0123456789abcdef\n")]
    public void A_token_that_is_guessed_or_that_no_header_can_carry_is_refused(string text) =>
        Assert.DoesNotContain(
            text + "x",
            Assert.Throws<FormatException>(() => AccessToken.Parse(text)).Message,
            StringComparison.Ordinal
        );

    [Fact]
    public void It_does_not_tell_the_secret() =>
        Assert.DoesNotContain(
            Secret,
            new AccessOptions { Token = AccessToken.Parse(Secret) }.ToString(),
            StringComparison.Ordinal
        );

    [Fact]
    public void Equal_tokens_are_equal()
    {
        Assert.Equal(AccessToken.Parse(Secret), AccessToken.Parse(Secret));
        Assert.NotEqual(AccessToken.Parse(Secret), AccessToken.Parse(Secret + "0"));
    }
}
