using Akka.Configuration;

namespace Vitrine.Wire;

/// <summary>
/// Akka.Remote for a port at which anybody may knock. A peer can send the messages of this folder, to the trusted actors,
/// and nothing else: Akka's own serializers are taken out by name, since a peer chooses the serializer by its number.
/// (Untrusted mode alone lets a peer suspend any actor with a system message, and Newtonsoft.Json make any object.)
/// No deployment, no DeathWatch and no Identify works across it.
/// </summary>
public static class RemotePort
{
    private const string Refuse = "Vitrine.Wire.RefusingSerializer, Vitrine.Wire";

    /// <summary>Largest message that Akka.Remote takes, in bytes: its default.</summary>
    public const int FrameSize = 128_000;

    /// <summary>The settings; host name and port are to be added, and the trusted actors.</summary>
    public const string Hocon = $$"""
        akka {
          stdout-logger-class = "Vitrine.Wire.SilentLogger, Vitrine.Wire"
          log-dead-letters = off
          log-dead-letters-during-shutdown = off
          coordinated-shutdown.run-by-clr-shutdown-hook = off
          log-serializer-override-on-start = off
          actor {
            provider = "Vitrine.Wire.PortProvider, Vitrine.Wire"
            serializers {
              json = "{{Refuse}}"
              bytes = "{{Refuse}}"
              proto = "{{Refuse}}"
              primitive = "{{Refuse}}"
              daemon-create = "{{Refuse}}"
              akka-misc = "{{Refuse}}"
              akka-system-msg = "{{Refuse}}"
              null-message = "Vitrine.Wire.RefusingNullSerializer, Vitrine.Wire"
              akka-containers = "Vitrine.Wire.SelectionSerializer, Vitrine.Wire"
            }
          }
          remote {
            untrusted-mode = on
            log-remote-lifecycle-events = off
            # A peer that connects and says nothing is hung up on.
            handshake-timeout = 5 s
            transport-failure-detector.acceptable-heartbeat-pause = 20 s
            # What is kept of a peer that went away; no system messages cross, so nothing else depends on it. After that
            # even a quarantined one may come back without a restart of anybody.
            retry-gate-closed-for = 1 s
            quarantine-after-silence = 30 s
            prune-quarantine-marker-after = 30 s
            dot-netty.tcp {
              # A page waits for its Ack, so nothing is gained by waiting for more to send.
              batching.enabled = false
              server-socket-worker-pool { pool-size-min = 1, pool-size-max = 1 }
              client-socket-worker-pool { pool-size-min = 1, pool-size-max = 1 }
            }
          }
        }
        """;

    /// <summary>All settings of such an actor system.</summary>
    /// <param name="own">Those that are its own, in HOCON; they win.</param>
    public static Config Under(string own) =>
        ConfigurationFactory
            .ParseString(own)
            .WithFallback(Hocon)
            .WithFallback(ProtocolSerializer.Hocon)
            .WithFallback(RefusingSerializer.Hocon);
}
