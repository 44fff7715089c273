using Vitrine.Wire;

namespace Vitrine.Training.Cluster.NodePort;

/// <summary>
/// What a node's port knows: the protocol's messages, and of Akka's own those that nodes need among themselves. A peer
/// chooses the serializer by its number, so all others are taken out by name, those for remote deployment, Newtonsoft.Json
/// and Java-like objects with them.
/// </summary>
public static class NodePortHocon
{
    private const string Refuse = "Vitrine.Wire.RefusingSerializer, Vitrine.Wire";
    private const string Here = "Vitrine.Training.Cluster.NodePort";

    /// <summary>The settings; they must win over all others of Akka's serializers.</summary>
    public const string Text = $$"""
        akka {
          actor {
            serializers {
              json = "{{Refuse}}"
              bytes = "{{Refuse}}"
              proto = "{{Refuse}}"
              daemon-create = "{{Refuse}}"
              hyperion = "{{Refuse}}"
              java = "{{Refuse}}"
              reliable-delivery = "{{Refuse}}"
              akka-persistence-message = "{{Refuse}}"
              akka-persistence-snapshot = "{{Refuse}}"
              akka-cluster-client = "{{Refuse}}"
              akka-pubsub = "{{Refuse}}"
              akka-data-replication = "{{Refuse}}"
              akka-replicated-data = "{{Refuse}}"
              akka-sharding = "{{Refuse}}"
              null-message = "Vitrine.Wire.RefusingNullSerializer, Vitrine.Wire"
              akka-containers = "Vitrine.Wire.SelectionSerializer, Vitrine.Wire"
              akka-misc = "{{Here}}.IdentitySerializer, Vitrine.Training"
              akka-system-msg = "{{Here}}.WatchSerializer, Vitrine.Training"
              akka-cluster = "{{Here}}.ClusterSerializer, Vitrine.Training"
            }
          }
          log-serializer-override-on-start = off
        }
        {{RefusingSerializer.Hocon}}
        {{ProtocolSerializer.Hocon}}
        """;
}
