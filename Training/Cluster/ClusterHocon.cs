using Vitrine.Jobs;
using Vitrine.Training.Cluster.NodePort;
using Vitrine.Wire;

namespace Vitrine.Training.Cluster;

/// <summary>The actor system's configuration as a node of the training cluster.</summary>
public static class ClusterHocon
{
    /// <summary>The version that the other nodes are told.</summary>
    private static readonly string Version = typeof(ClusterHocon).Assembly.GetName().Version!.ToString(fieldCount: 3);

    /// <summary>The whole of it.</summary>
    /// <param name="options">The node.</param>
    /// <param name="seeds">The nodes to join, this one among them where it may begin a cluster.</param>
    /// <param name="store">The shared store, whose locks decide when the network is cut.</param>
    public static string Of(NodeOptions options, IReadOnlyList<string> seeds, JobStore store)
    {
        var protocol = options.Certificates is null ? "akka.tcp" : "akka.ssl.tcp";
        return $$"""
            akka {
              actor.provider = cluster
              remote.dot-netty.tcp {
                hostname = "{{options.Host}}"
                public-hostname = "{{options.Host}}"
                port = {{options.Port}}
                # Over TLS it keeps back about every other answer until there is more to send.
                batching.enabled = false
              }
              cluster {
                app-version = "{{Version}}"
                roles = [{{string.Join(", ", options.Roles)}}]
                seed-nodes = [{{string.Join(
                ", ",
                seeds.Select(seed => $"\"{protocol}://{NodeAddress.System}@{seed}\"")
            )}}]
                downing-provider-class = "Akka.Cluster.SBR.SplitBrainResolverProvider, Akka.Cluster"
                split-brain-resolver {
                  active-strategy = lease-majority
                  stable-after = 5s
                  down-all-when-unstable = 20s
                  lease-majority {
                    lease-implementation = vitrine-lease
                    lease-name = sides
                    role = {{NodeOptions.Coordinator}}
                    acquire-lease-delay-for-minority = 2s
                    release-after = 20s
                  }
                }
                singleton {
                  use-lease = vitrine-lease
                  lease-retry-interval = 1s
                }
              }
              # The host ends the actor system, and a node that the others gave up joins again.
              coordinated-shutdown {
                run-by-clr-shutdown-hook = off
                exit-clr = off
                phases.before-service-unbind.timeout = 20s
              }
            }
            {{StoreLease.Hocon(store.Locks)}}
            {{NodePortHocon.Text}}
            {{(options.Certificates is null ? string.Empty : PrivateTls.Hocon)}}
            """;
    }
}
