using System.Net;
using System.Net.Sockets;
using Akka.Configuration;
using Vitrine.Hosts.Edge.Sinks;
using Vitrine.Pipelines;
using Vitrine.Vision.Sources;
using Vitrine.Windows.Subscriptions;
using Vitrine.Wire;
using Xunit;

namespace Vitrine.Tests.Hosts.Edge.Sinks;

public sealed class EventsPortPlanTests
{
    private const string Tls = "akka.remote.dot-netty.tcp.enable-ssl = on";
    private static readonly AccessToken Token = AccessToken.Parse("a-secret-that-is-long-enough");

    [Fact]
    public void Nowhere_is_nowhere() => Assert.Null(Plan(null));

    [Fact]
    public void A_port_that_was_asked_for_and_is_taken_is_said()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var address = new EventsAddress("127.0.0.1", ((IPEndPoint)taken.LocalEndpoint).Port);

        OneLine.Says(Refused(address), $"events.remote {address}", "none");
    }

    [Fact]
    public void A_default_port_that_is_taken_is_replaced_by_a_free_one()
    {
        using var taken = new TcpListener(IPAddress.Loopback, EventsAddress.Default.Port);
        try
        {
            taken.Start();
        }
        catch (SocketException)
        {
            // Somebody else has it already, which will do.
        }

        var plan = Plan(EventsAddress.Default)!;

        Assert.NotEqual(plan.Wanted.Port, plan.Address.Port);
    }

    [Theory]
    [InlineData("0.0.0.0:0", "reach it")]
    [InlineData("192.0.2.1:8091", "listened at")]
    public void An_address_that_is_not_one_of_this_machine_is_said(string address, string said) =>
        OneLine.Says(Refused(EventsAddress.Parse(address), Tls, new AccessOptions { Token = Token }), address, said);

    [Fact]
    public void Off_loopback_it_needs_a_token_and_TLS_or_leave_to_be_plain()
    {
        var outside = EventsAddress.Parse("192.0.2.1:8091");

        OneLine.Says(Refused(outside, Tls), "access.token");
        OneLine.Says(Refused(outside, "", new AccessOptions { Token = Token }), "access.allow-plain");
    }

    [Fact]
    public void What_the_operator_says_of_Akka_goes_before_ours() =>
        Assert.Equal(
            "DEBUG",
            Plan(new EventsAddress("127.0.0.1", 0), "akka.loglevel = DEBUG")!.Config.GetString("akka.loglevel")
        );

    private static EventsPortPlan? Plan(EventsAddress? address, string operators = "", AccessOptions? access = null) =>
        EventsPortPlan.Make(
            new EdgeOptions
            {
                Source = SourceName.Synthetic,
                Events = address,
                Access = access ?? new AccessOptions(),
            },
            ConfigurationFactory.ParseString(operators)
        );

    private static string Refused(EventsAddress? address, string operators = "", AccessOptions? access = null) =>
        Assert.Throws<BadInputException>(() => Plan(address, operators, access)).Message;
}
