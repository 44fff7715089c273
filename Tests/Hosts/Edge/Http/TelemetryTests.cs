using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using Vitrine.Dataflow;
using Vitrine.Device;
using Vitrine.Fleet.Releases;
using Vitrine.Hosts.Edge.Doctor;
using Vitrine.Hosts.Edge.Http;
using Vitrine.Windows;
using Xunit;

namespace Vitrine.Tests.Hosts.Edge.Http;

public sealed class TelemetryTests
{
    private const string ServiceTime = "vitrine_node_service_time_seconds";

    [Fact]
    public async Task Prometheus_gets_what_a_graph_measures_and_no_count_of_people()
    {
        using var metrics = new GraphMetrics(["frames", "detector"], TimeProvider.System);
        await using var served = await ServeAsync(metrics);
        metrics["detector"].ServiceTime.Record(TimeSpan.FromMilliseconds(250));

        var text = await ScrapeAsync(served);

        Assert.InRange(text.Value("vitrine_node_service_time_p50_seconds", "node", "detector"), 0.23, 0.27);
        Assert.Contains(text.Lines, line => line.StartsWith("dotnet_gc_collections_total{", StringComparison.Ordinal));
        Assert.DoesNotContain(
            text.Lines,
            line =>
                line.Contains("female", StringComparison.Ordinal)
                || line.Contains("visitor", StringComparison.Ordinal)
                || line.Contains("age_group", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task Prometheus_gets_a_histogram_of_each_node_that_works()
    {
        using var metrics = new GraphMetrics(["frames", "detector"], TimeProvider.System);
        await using var served = await ServeAsync(metrics);
        Record(metrics, 0.05, 3, 3, 40, 60_000);

        var text = await ScrapeAsync(served);

        Assert.Contains($"# TYPE {ServiceTime} histogram", text.Lines);
        var buckets = text.Buckets(ServiceTime, "detector");
        Assert.Equal(buckets.Select(bucket => bucket.Le).Order().Distinct(), buckets.Select(bucket => bucket.Le));
        Assert.Equal(buckets.Select(bucket => bucket.Count).Order(), buckets.Select(bucket => bucket.Count));
        Assert.Equal((1e-4, 1), buckets[0]);
        Assert.Contains((2.5e-3, 1), buckets);
        Assert.Contains((5e-3, 3), buckets);
        Assert.Contains((0.05, 4), buckets);
        Assert.Equal((10, 4), buckets[^2]);
        Assert.Equal((double.PositiveInfinity, 5), buckets[^1]);
        Assert.Equal(5, text.Value($"{ServiceTime}_count", "node", "detector"));
        Assert.Equal(60.046_05, text.Value($"{ServiceTime}_sum", "node", "detector"), tolerance: 1e-9);
        Assert.Empty(text.Buckets(ServiceTime, "frames"));
    }

    [Fact]
    public async Task The_difference_of_two_scrapes_is_what_happened_between_them()
    {
        using var metrics = new GraphMetrics(["detector"], TimeProvider.System);
        await using var served = await ServeAsync(metrics);
        Record(metrics, 3, 40, 400);
        var before = await ScrapeAsync(served);

        Record(metrics, 40, 40, 2);
        var after = await ScrapeAsync(served);

        var passed = after
            .Buckets(ServiceTime, "detector")
            .Zip(before.Buckets(ServiceTime, "detector"), (now, was) => (now.Le, Count: now.Count - was.Count))
            .ToList();
        Assert.All(
            passed,
            bucket =>
                Assert.Equal(
                    bucket.Le < 2.5e-3 ? 0
                        : bucket.Le < 0.05 ? 1
                        : 3,
                    bucket.Count
                )
        );
        Assert.Equal(17, passed.Count);
        Assert.Equal(0.082, Sum(after) - Sum(before), tolerance: 1e-9);

        static double Sum(MetricsText text) => text.Value($"{ServiceTime}_sum", "node", "detector");
    }

    [Fact]
    public async Task Prometheus_gets_the_time_from_capture_to_count_as_gauges_that_move_and_as_a_histogram()
    {
        using var edge = new SlowThenFast();
        await using var served = await ServeAsync(
            edge.Run,
            services => services.AddSingleton(edge.Run).AddEdgeMetrics()
        );
        edge.Run.Pipeline.EndToEnd.Record(TimeSpan.FromMilliseconds(30));

        var text = await ScrapeAsync(served);

        Assert.InRange(text.Value("vitrine_end_to_end_p50_seconds", null, null), 0.019, 0.021);
        Assert.InRange(text.Value("vitrine_end_to_end_p95_seconds", null, null), 0.019, 0.021);
        Assert.Equal(0.030, text.Value("vitrine_end_to_end_highest_seconds", null, null), tolerance: 1e-6);
        Assert.Equal(1, text.Value("vitrine_end_to_end_seconds_count", null, null));
        Assert.Equal(1, text.Value("vitrine_end_to_end_seconds_bucket", "le", "0.05"));
        Assert.Equal(0, text.Value("vitrine_end_to_end_seconds_bucket", "le", "0.025"));
    }

    [Fact]
    public async Task Prometheus_gets_heat_and_supply_where_the_machine_measures_them()
    {
        using var folder = new TemporaryFolder();
        folder.Write("sys/class/thermal/thermal_zone0/temp", "61250\n");
        using var edge = new SlowThenFast();
        await using var served = await ServeAsync(
            edge.Run,
            services => services.AddSingleton(edge.Run).AddSingleton(new Sensors(folder.Path)).AddEdgeMetrics()
        );

        var text = await ScrapeAsync(served);

        Assert.Equal(61.25, text.Value("vitrine_device_temperature_celsius", null, null));
        Assert.DoesNotContain(
            text.Lines,
            line => line.StartsWith("vitrine_device_throttled", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task Prometheus_gets_what_a_device_refuses_by_its_reason()
    {
        await using var served = await ServedHttp.StartAsync();
        using var metrics = new RolloutMetrics();
        metrics.OnRefused(RefusalReason.NotYetIssued);

        var text = await ScrapeAsync(served);

        Assert.Contains(text["vitrine_rollout_refused_total"], sample => sample.Labels["reason"] is "NotYetIssued");
    }

    /// <summary>A server that collects only what the scope measures, of all that this process measures at the same time.</summary>
    internal static Task<ServedHttp> ServeAsync(
        object scope,
        Action<IServiceCollection>? more = null,
        WindowFeed? feed = null
    ) =>
        ServedHttp.StartAsync(
            feed,
            more: services =>
            {
                services.Configure<PrometheusAspNetCoreOptions>(o => o.ScrapeResponseCacheDurationMilliseconds = 0);
                services.ConfigureOpenTelemetryMeterProvider(metrics =>
                    metrics.AddView(instrument =>
                        instrument.Meter.Name.StartsWith("Vitrine", StringComparison.Ordinal)
                        && !ReferenceEquals(instrument.Meter.Scope, scope)
                            ? MetricStreamConfiguration.Drop
                            : null
                    )
                );
                more?.Invoke(services);
            }
        );

    internal static async Task<MetricsText> ScrapeAsync(ServedHttp served) => new(await served.GetText("/metrics"));

    private static void Record(GraphMetrics metrics, params double[] milliseconds) =>
        Array.ForEach(milliseconds, one => metrics["detector"].ServiceTime.Record(TimeSpan.FromMilliseconds(one)));
}
