using Akka.Configuration;
using Akka.Remote;

namespace Vitrine.Wire;

/// <summary>Akka.Remote for one that only dials out: nobody can reach it but over the connection that it made.</summary>
public static class RemoteClient
{
    /// <summary>All settings of its actor system.</summary>
    /// <param name="name">What the other side sees of it; what follows in its address is random.</param>
    public static Config Settings(string name) =>
        RemotePort.Under(
            $$"""
            akka {
              loglevel = OFF
              stdout-loglevel = OFF
              remote {
                flush-wait-on-shutdown = 0.2 s
                dot-netty.tcp {
                  hostname = "127.0.0.1"
                  public-hostname = "{{name}}-{{Guid.NewGuid():n}}"
                  port = 0
                  connection-timeout = 5 s
                  # With TLS: what is told to the other side is told to nobody else.
                  ssl.validate-certificate-hostname = on
                }
              }
            }
            """
        );

    /// <summary>Why the connection to the other side is lost, as Akka.Remote's events tell; null: it is not.</summary>
    public static string? WhyLost(RemotingLifecycleEvent happened) =>
        happened switch
        {
            DisassociatedEvent => "closed the connection",
            // The address that Akka adds is known.
            AssociationErrorEvent error =>
                $"cannot be reached: {SingleLine.Of(error.Cause.GetBaseException()).Split(" tcp://")[0].TrimEnd(' ', '.')}",
            ThisActorSystemQuarantinedEvent => "asks for a new connection",
            _ => null,
        };
}
