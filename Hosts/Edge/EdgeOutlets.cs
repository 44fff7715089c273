using Akka.Configuration;
using Vitrine.Hosts.Edge.Sinks;
using Vitrine.Pipelines;
using Vitrine.Wire;

namespace Vitrine.Hosts.Edge;

/// <summary>By which ways, besides HTTP, windows leave the device; each null where it is not wanted.</summary>
/// <param name="Events">Subscriptions over Akka.Remote.</param>
/// <param name="Mqtt">Messages to a broker.</param>
public sealed record EdgeOutlets(EventsPortPlan? Events, MqttPlan? Mqtt)
{
    /// <summary>Plans them, before anything starts.</summary>
    /// <param name="options">The device's options.</param>
    /// <param name="operators">The operator's configuration of Akka.NET.</param>
    /// <param name="folder">The data folder.</param>
    /// <exception cref="BadInputException">One of them cannot be.</exception>
    public static EdgeOutlets Plan(EdgeOptions options, Config operators, string folder) =>
        new(EventsPortPlan.Make(options, operators), MqttPlan.Make(options, folder));
}
