using Vitrine.Hosts.Web;
using Vitrine.Wire;
using Xunit;

namespace Vitrine.Tests.Hosts.Web;

public sealed class HttpAddressTests
{
    [Theory]
    [InlineData("http://127.0.0.1:8090", "http://127.0.0.1:8090/", true)]
    [InlineData("http://127.0.0.1:8090/", "http://127.0.0.1:8090/", true)]
    [InlineData("http://localhost:0", "http://127.0.0.1:0/", true)]
    [InlineData("https://[::1]:65535", "https://[::1]:65535/", true)]
    [InlineData("https://0.0.0.0:443", "https://127.0.0.1/", false)]
    [InlineData("http://[::]:80", "http://[::1]/", false)]
    [InlineData("http://192.168.1.5:8090", "http://192.168.1.5:8090/", false)]
    public void An_address_is_read(string text, string url, bool isLoopback)
    {
        var address = HttpAddress.Parse(text, 8090)!;

        Assert.Equal((url, isLoopback), (address.Url.AbsoluteUri, address.IsLoopback));
        Assert.False(address.MayMove);
    }

    [Theory]
    [InlineData("")]
    [InlineData("8090")]
    [InlineData("127.0.0.1:8090")]
    [InlineData("ftp://127.0.0.1:8090")]
    [InlineData("http://127.0.0.1")]
    [InlineData("http://127.0.0.1:65536")]
    [InlineData("http://999.0.0.1:80")]
    [InlineData("http://shop.example:8090")]
    [InlineData("http://127.0.0.1:8090/vitrine")]
    public void What_is_none_is_said(string text) =>
        OneLine.Says(
            Assert.Throws<BadInputException>(() => HttpAddress.Parse(text, 8090)).Message,
            $"'{text}'",
            "none"
        );

    [Fact]
    public void Only_the_usual_one_may_move()
    {
        Assert.Null(HttpAddress.Parse("none", 8090));
        Assert.Equal(
            ("http://127.0.0.1:8090/", true),
            (HttpAddress.Parse(null, 8090)!.Url.AbsoluteUri, HttpAddress.Parse(null, 8090)!.MayMove)
        );
    }
}
