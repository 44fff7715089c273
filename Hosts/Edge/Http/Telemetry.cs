using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using Vitrine.Dataflow;
using Vitrine.Device;
using Vitrine.Hosts.Edge.Doctor;

namespace Vitrine.Hosts.Edge.Http;

/// <summary>What <c>GET /metrics</c> gives to Prometheus: the graph's nodes, the edge as a whole, rollouts, and the runtime's basics.</summary>
internal static class Telemetry
{
    private const string Runtime = "System.Runtime";

    private static readonly HashSet<string> Basics = new(StringComparer.Ordinal)
    {
        "dotnet.process.cpu.time",
        "dotnet.process.memory.working_set",
        "dotnet.gc.collections",
        "dotnet.gc.heap.total_allocated",
        "dotnet.gc.pause.time",
        "dotnet.thread_pool.thread.count",
        "dotnet.thread_pool.queue.length",
        "dotnet.exceptions",
    };

    /// <summary>Adds what only a running edge has.</summary>
    public static void AddEdgeMetrics(this IServiceCollection services)
    {
        services.TryAddSingleton(new Sensors());
        services.ConfigureOpenTelemetryMeterProvider(metrics => metrics.AddInstrumentation<EdgeMetrics>());
    }

    /// <summary>Collects the metrics.</summary>
    public static void AddTelemetry(this IServiceCollection services) =>
        services
            .AddOpenTelemetry()
            .ConfigureResource(resource => resource.Clear().AddService("vitrine"))
            .WithMetrics(metrics =>
                metrics
                    .AddMeter(GraphMetrics.MeterName, EdgeMetrics.MeterName, RolloutMetrics.MeterName, Runtime)
                    .AddView(instrument =>
                        instrument.Meter.Name is Runtime && !Basics.Contains(instrument.Name)
                            ? MetricStreamConfiguration.Drop
                            : null
                    )
                    .AddPrometheusExporter()
            );
}
