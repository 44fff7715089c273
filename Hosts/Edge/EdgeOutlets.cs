using Akka.Configuration;
using Vitrine.Hosts.Edge.Sinks;
using Vitrine.Pipelines;
using Vitrine.Windows;
using Vitrine.Wire;

namespace Vitrine.Hosts.Edge;

/// <summary>By which ways, besides HTTP, windows leave the device.</summary>
/// <param name="Events">Subscriptions over Akka.Remote; null: none are taken.</param>
/// <param name="Sinks">Where windows are sent.</param>
public sealed record EdgeOutlets(EventsPortPlan? Events, IReadOnlyList<IWindowSink> Sinks)
{
    /// <summary>Plans them, before anything starts.</summary>
    /// <param name="options">The device's options.</param>
    /// <param name="operators">The operator's configuration of Akka.NET.</param>
    /// <exception cref="BadInputException">One of them cannot be.</exception>
    public static EdgeOutlets Plan(EdgeOptions options, Config operators) =>
        new(EventsPortPlan.Make(options, operators), WindowSinks.Open(options, TimeProvider.System));
}
