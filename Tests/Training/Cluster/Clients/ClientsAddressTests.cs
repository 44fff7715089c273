using System.Net;
using System.Net.Sockets;
using Vitrine.Tests.Hosts;
using Vitrine.Training.Cluster.Clients;
using Vitrine.Wire;
using Xunit;

namespace Vitrine.Tests.Training.Cluster.Clients;

public sealed class ClientsAddressTests
{
    [Fact]
    public void Where_nobody_says_otherwise_it_is_the_port_after_the_nodes_own_or_any_where_that_is_taken()
    {
        var port = FreePort.Any();
        Assert.Equal(new HostPort("127.0.0.1", port + 1), ClientsAddress.Of(null, port));

        using var other = new TcpListener(IPAddress.Loopback, port + 1);
        other.Start();

        Assert.Equal(new HostPort("127.0.0.1", 0), ClientsAddress.Of(null, port));
    }

    [Theory]
    [InlineData("none")]
    [InlineData("off")]
    public void It_can_be_nowhere(string text) => Assert.Null(ClientsAddress.Of(text, 4053));

    [Theory]
    [InlineData("here", "--clients 'here' is not HOST:PORT")]
    [InlineData("0.0.0.0:1", "clients must write the host as the node does")]
    public void What_is_no_address_is_one_line(string text, string says) =>
        OneLine.Says(Assert.Throws<BadInputException>(() => ClientsAddress.Of(text, 4053)).Message, says);
}
