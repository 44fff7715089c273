using Vitrine.Wire;
using Xunit;

namespace Vitrine.Tests.Wire;

public sealed class DeviceNameTests
{
    [Fact]
    public void The_hosts_name_is_a_devices_name() =>
        Assert.Equal(DeviceName.OfHost, DeviceName.Parse(DeviceName.OfHost));

    [Theory]
    [InlineData("")]
    [InlineData("shop/1")]
    [InlineData("shop 1")]
    [InlineData("shop#")]
    [InlineData("käse")]
    public void What_would_not_fit_into_a_topic_or_an_address_is_refused(string name) =>
        Assert.Contains(
            $"'{name}'",
            Assert.Throws<FormatException>(() => DeviceName.Parse(name)).Message,
            StringComparison.Ordinal
        );

    [Fact]
    public void A_name_may_be_64_characters_long_and_no_longer()
    {
        Assert.Equal(64, DeviceName.Parse(new string('a', 64)).Length);
        Assert.Throws<FormatException>(() => DeviceName.Parse(new string('a', 65)));
    }
}
