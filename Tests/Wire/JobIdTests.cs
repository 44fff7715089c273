using Vitrine.Wire;
using Xunit;

namespace Vitrine.Tests.Wire;

public sealed class JobIdTests
{
    [Theory]
    [InlineData("17-3fa2c1", true, true)]
    [InlineData("17", false, true)]
    [InlineData("0-3fa2c1", false, false)]
    [InlineData("17-3FA2C1", false, false)]
    [InlineData("17-3fa2c1\n", false, false)]
    [InlineData("17-../3fa2", false, false)]
    [InlineData("-17", false, false)]
    [InlineData("1234567890123456789", false, false)]
    [InlineData("", false, false)]
    public void An_id_has_one_form(string text, bool isWhole, bool isEither) =>
        Assert.Equal((isWhole, isEither), (JobId.IsWhole(text), JobId.IsWholeOrNumber(text)));
}
