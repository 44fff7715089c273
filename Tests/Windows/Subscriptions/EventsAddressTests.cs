using Vitrine.Windows.Subscriptions;
using Xunit;

namespace Vitrine.Tests.Windows.Subscriptions;

public sealed class EventsAddressTests
{
    [Theory]
    [InlineData("127.0.0.1:8091", "127.0.0.1", 8091)]
    [InlineData("shop-3.example:1", "shop-3.example", 1)]
    [InlineData("localhost:0", "127.0.0.1", 0)]
    public void An_address_is_a_host_and_a_port(string text, string host, int port) =>
        Assert.Equal(new EventsAddress(host, port), EventsAddress.Parse(text));

    [Theory]
    [InlineData("")]
    [InlineData("none")]
    public void None_is_none(string text) => Assert.Null(EventsAddress.Parse(text));

    [Theory]
    [InlineData("8091")]
    [InlineData("host")]
    [InlineData("host:65536")]
    [InlineData("host:-1")]
    [InlineData("host:port")]
    [InlineData("http://host:80")]
    [InlineData("ho\"st:80")]
    [InlineData(":80")]
    public void Anything_else_is_refused(string text) =>
        OneLine.Says(Assert.Throws<FormatException>(() => EventsAddress.Parse(text)).Message, "HOST:PORT");

    [Theory]
    [InlineData("127.0.0.1:1", true)]
    [InlineData("localhost:1", true)]
    [InlineData("10.0.0.1:1", false)]
    [InlineData("example:1", false)]
    public void Only_loopback_is_loopback(string text, bool isLoopback) =>
        Assert.Equal(isLoopback, EventsAddress.Parse(text)!.IsLoopback);
}
