using Vitrine.Wire;
using Xunit;

namespace Vitrine.Tests.Wire;

public sealed class HostPortTests
{
    [Theory]
    [InlineData("shop-1.example:8091", "shop-1.example", 8091)]
    [InlineData("trainer_1:0", "trainer_1", 0)]
    [InlineData("localhost:4053", "127.0.0.1", 4053)]
    public void Host_and_port_are_read_and_localhost_is_the_address_that_all_write(
        string text,
        string host,
        int port
    ) => Assert.Equal(new HostPort(host, port), HostPort.Parse(text));

    [Theory]
    [InlineData("shop")]
    [InlineData("shop:70000")]
    [InlineData("shop:-1")]
    [InlineData(":80")]
    [InlineData("a b:80")]
    [InlineData("[::1]:80")]
    public void What_is_no_address_is_refused(string text)
    {
        Assert.Null(HostPort.TryParse(text));
        OneLine.Says(Assert.Throws<FormatException>(() => HostPort.Parse(text)).Message, $"'{text}'", "HOST:PORT");
    }

    [Theory]
    [InlineData("127.0.0.1:1", true)]
    [InlineData("127.8.0.1:1", true)]
    [InlineData("10.0.0.1:1", false)]
    [InlineData("example:1", false)]
    public void Only_loopback_stays_within_the_machine(string text, bool isLoopback) =>
        Assert.Equal(isLoopback, HostPort.Parse(text).IsLoopback);
}
