using System.Net;
using System.Net.Sockets;
using Vitrine.Training.Cluster;
using Vitrine.Wire;
using Xunit;

namespace Vitrine.Tests.Training.Cluster;

public sealed class NodeOptionsTests
{
    private static readonly NodeOptions Good = new() { Store = "s", Cache = "c" };

    public static TheoryData<string, Func<NodeOptions, NodeOptions>> Wrong =>
        new()
        {
            { "--port 70000 is not within", o => o with { Port = 70_000 } },
            { "--host ''", o => o with { Host = "" } },
            { "--host 'no such'", o => o with { Host = "no such" } },
            { "--host box would take nodes in plain text", o => o with { Host = "box" } },
            { "--seed-node 'here'", o => o with { Seeds = ["here"] } },
            { "--seed-node 'here:0'", o => o with { Seeds = ["here:0"] } },
            { "--seed-node 'a:b:1'", o => o with { Seeds = ["a:b:1"] } },
            { "--role worker needs a --seed-node", o => o with { Roles = [NodeOptions.Worker] } },
            { "--lease 1 ", o => o with { Leases = new LeaseOptions { Length = TimeSpan.FromSeconds(1) } } },
            { "--still 5 ", o => o with { Leases = new LeaseOptions { StallTimeout = TimeSpan.FromSeconds(5) } } },
        };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void What_cannot_be_is_one_line(string says, Func<NodeOptions, NodeOptions> change) =>
        OneLine.Says(Assert.Throws<BadInputException>(() => change(Good).Checked()).Message, says);

    [Fact]
    public void The_defaults_hold() => Assert.Same(Good, Good.Checked());

    [Fact]
    public void A_port_that_is_taken_is_one_line()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port;

        var refused = Assert.Throws<BadInputException>(() => OwnAddress.Of(Good with { Port = port }));

        OneLine.Says(refused.Message, $"--port {port}", "in use");
    }

    [Fact]
    public void A_host_that_is_not_here_is_one_line() =>
        OneLine.Says(
            Assert
                .Throws<BadInputException>(() =>
                    OwnAddress.Of(Good with { Host = "192.0.2.1", Port = 0, Certificates = "tls" })
                )
                .Message,
            "--host '192.0.2.1'"
        );

    [Fact]
    public void Any_port_is_one_that_is_free() => Assert.InRange(OwnAddress.Of(Good with { Port = 0 }).Port, 1, 65535);
}
