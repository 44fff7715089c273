using Akka.Hosting;

namespace Vitrine.Hosts.Edge.Sinks;

/// <summary>Registers the publisher.</summary>
public static class MqttExtensions
{
    /// <summary>Publishes windows, where there is a plan for it.</summary>
    public static AkkaConfigurationBuilder AddMqtt(this AkkaConfigurationBuilder akka, MqttPlan? plan) =>
        plan is null
            ? akka
            : akka.WithActors(
                (system, registry, resolver) =>
                    registry.Register<MqttActor>(system.ActorOf(resolver.Props<MqttActor>(plan), "mqtt"))
            );
}
