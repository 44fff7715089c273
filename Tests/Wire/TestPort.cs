using System.Globalization;
using Akka.Actor;
using Vitrine.Fleet;
using Vitrine.Wire;

namespace Vitrine.Tests.Wire;

/// <summary>A port on loopback that takes messages for an actor for devices, which the test makes.</summary>
internal static class TestPort
{
    /// <summary>Opens it.</summary>
    /// <param name="port">Which; 0: any that is free.</param>
    public static ActorSystem Open(int port = 0) =>
        ActorSystem.Create(
            HubAddress.System,
            RemotePort.Under(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $$"""
                    akka {
                      loglevel = OFF
                      stdout-loglevel = OFF
                      remote {
                        trusted-selection-paths = ["/user/{{HubAddress.Devices}}"]
                        dot-netty.tcp { hostname = "127.0.0.1", port = {{port}} }
                      }
                    }
                    """
                )
            )
        );
}
