using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Vitrine.Pipelines;
using Vitrine.Windows;
using Vitrine.Wire;

namespace Vitrine.Hosts.Edge.Sinks;

/// <summary>Every kind of sink that there is. A new one is its sink, its options, and a line here.</summary>
public static class WindowSinks
{
    /// <summary>The kinds, by their defaults, in the order of config.hocon.</summary>
    public static IReadOnlyList<SinkOptions> Kinds { get; } = [new MqttOptions(), new WebhookOptions()];

    /// <summary>The sinks that a device is to send windows to.</summary>
    /// <exception cref="BadInputException">One of them cannot be.</exception>
    public static IReadOnlyList<IWindowSink> Open(EdgeOptions device, TimeProvider clock) =>
        [.. Kinds.Select(kind => device.Sinks.Of(kind).Open(device, clock)).OfType<IWindowSink>()];

    /// <summary>Runs sinks for as long as the process runs.</summary>
    /// <param name="services">Have the window feed and the clock.</param>
    /// <param name="sinks">The sinks.</param>
    /// <param name="folder">Keeps how far each of them got.</param>
    public static IServiceCollection AddSinks(
        this IServiceCollection services,
        IEnumerable<IWindowSink> sinks,
        string folder
    )
    {
        foreach (var sink in sinks)
        {
            // One service each: AddHostedService would take only the first of a type.
            services.AddSingleton<IHostedService>(provider =>
                ActivatorUtilities.CreateInstance<SinkService>(provider, sink, folder)
            );
        }

        return services;
    }
}
