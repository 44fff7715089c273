using Vitrine.Hosts.Web;
using Vitrine.Wire;
using Xunit;

namespace Vitrine.Tests.Hosts.Web;

public sealed class HttpSocketTests
{
    private static readonly AccessOptions Access = new();

    [Fact]
    public void A_port_that_is_taken_is_said()
    {
        using var first = HttpSocket.Open(HttpAddress.Parse("http://127.0.0.1:0", 8090), Access)!;

        var said = Assert.Throws<BadInputException>(() => HttpSocket.Open(first.Address, Access)?.Dispose()).Message;

        OneLine.Says(said, first.Address.ToString(), "another port", "--http none");
    }

    [Fact]
    public void The_usual_port_moves_when_it_is_taken_and_says_so()
    {
        using var first = HttpSocket.Open(HttpAddress.Parse("http://127.0.0.1:0", 8090), Access)!;

        using var second = HttpSocket.Open(first.Address with { MayMove = true }, Access)!;

        Assert.NotEqual(first.Address.EndPoint.Port, second.Address.EndPoint.Port);
        OneLine.Says(second.Greeting, second.Address.Url.AbsoluteUri, $"port {first.Address.EndPoint.Port} is taken");
    }

    [Fact]
    public void Nothing_is_served_where_nothing_shall_be() => Assert.Null(HttpSocket.Open(null, Access));
}
