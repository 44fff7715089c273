using System.Net;
using System.Net.Sockets;
using Akka.Configuration;
using Vitrine.Pipelines;
using Vitrine.Windows.Subscriptions;
using Vitrine.Wire;

namespace Vitrine.Hosts.Edge.Sinks;

/// <summary>Where and how subscriptions are taken, checked before anything starts.</summary>
/// <param name="Wanted">What the settings say.</param>
/// <param name="Address">What is listened at: another port where the default one is taken.</param>
/// <param name="Options">How subscribers are served.</param>
/// <param name="Config">The port's actor system.</param>
public sealed record EventsPortPlan(
    EventsAddress Wanted,
    EventsAddress Address,
    SubscriptionOptions Options,
    Config Config
)
{
    /// <summary>Makes the plan.</summary>
    /// <param name="options">The device's options.</param>
    /// <param name="operators">The operator's configuration, which goes before ours.</param>
    /// <returns>Null where no subscriptions are to be taken.</returns>
    /// <exception cref="BadInputException">The port cannot be had, or others could read there.</exception>
    public static EventsPortPlan? Make(EdgeOptions options, Config operators)
    {
        if (options.Events is not { } wanted)
        {
            return null;
        }

        var isTls = operators.GetBoolean("akka.remote.dot-netty.tcp.enable-ssl", false);
        if (options.Access.Refusal(wanted.IsLoopback, isTls) is { } refusal)
        {
            throw new BadInputException($"events.remote {wanted}: {refusal}");
        }

        var address = wanted with { Port = FreePort(wanted) };
        return new EventsPortPlan(
            wanted,
            address,
            new SubscriptionOptions { Token = options.Access.Token },
            Settings(address).WithFallback(operators).WithFallback(Hardened)
        );
    }

    private static Config Hardened =>
        RemotePort.Under(
            $$"""
            akka {
              loglevel = WARNING
              remote.trusted-selection-paths = ["/user/{{EventsActor.Name}}"]
            }
            {{AkkaLog.Hocon}}
            """
        );

    private static Config Settings(EventsAddress address) =>
        ConfigurationFactory.ParseString(
            $$"""akka.remote.dot-netty.tcp { hostname = "{{address.Host}}", port = {{address.Port}} }"""
        );

    /// <summary>The wanted port; another where it is taken and nobody asked for this very one.</summary>
    private static int FreePort(EventsAddress wanted)
    {
        try
        {
            return TryListen(wanted.Host, wanted.Port);
        }
        catch (SocketException taken)
            when (taken.SocketErrorCode == SocketError.AddressAlreadyInUse && wanted == EventsAddress.Default)
        {
            return TryListen(wanted.Host, 0);
        }
        catch (SocketException refused)
        {
            throw new BadInputException(
                $"events.remote {wanted} cannot be listened at: {refused.Message}; set it to another HOST:PORT of this machine, or to none",
                refused
            );
        }
    }

    private static int TryListen(string host, int port)
    {
        if (IPAddress.Any.ToString().Equals(host, StringComparison.Ordinal))
        {
            throw new BadInputException(
                $"events.remote {host}:{port}: subscribers must write the host as the device does; name the one address that they reach it at"
            );
        }

        var address = Dns.GetHostAddresses(host, AddressFamily.InterNetwork)[0];
        using var listener = new TcpListener(address, port);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
