using Vitrine.Wire;
using Xunit;

namespace Vitrine.Tests.Wire;

public sealed class FolderPathTests
{
    [Theory]
    [InlineData("a")]
    [InlineData("a/../b")]
    [InlineData("..a")]
    public void What_stays_inside_is_a_path(string name) =>
        Assert.Equal(Path.GetFullPath($"/store/{name}"), FolderPath.Inside("/store/", name));

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("..")]
    [InlineData("../storey")]
    [InlineData("/etc/passwd")]
    [InlineData("a/../..")]
    [InlineData("a\0b")]
    public void What_leads_out_is_none(string name) =>
        OneLine.Says(
            Assert.Throws<BadInputException>(() => FolderPath.Inside("/store", name)).Message,
            "would lie outside '/store'"
        );
}
