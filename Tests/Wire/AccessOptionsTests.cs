using Vitrine.Wire;
using Xunit;

namespace Vitrine.Tests.Wire;

public sealed class AccessOptionsTests
{
    private static readonly AccessToken Token = AccessToken.Parse("0123456789abcdef");

    [Fact]
    public void On_the_device_itself_nothing_is_needed() =>
        Assert.Null(new AccessOptions().Refusal(isLoopback: true, isTls: false));

    [Theory]
    [InlineData(false, false, false, "access.token")]
    [InlineData(false, true, true, "access.token")]
    [InlineData(true, false, false, "access.allow-plain")]
    [InlineData(true, false, true, null)]
    [InlineData(true, true, false, null)]
    public void Beyond_it_a_token_is_needed_and_TLS_or_the_operators_word(
        bool hasToken,
        bool allowPlain,
        bool isTls,
        string? says
    )
    {
        var access = new AccessOptions { Token = hasToken ? Token : null, AllowPlain = allowPlain };

        var refusal = access.Refusal(isLoopback: false, isTls);

        if (says is null)
        {
            Assert.Null(refusal);
        }
        else
        {
            OneLine.Says(refusal!, says);
        }
    }
}
