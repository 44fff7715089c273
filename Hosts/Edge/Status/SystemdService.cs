using System.Globalization;
using Akka.Actor;
using Akka.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Systemd;
using Microsoft.Extensions.Logging;

namespace Vitrine.Hosts.Edge.Status;

/// <summary>
/// Reports to systemd: ready with the first picture, or as soon as it is clear why none comes; and alive only while the graph moves, so
/// that one that hangs is restarted (sd_notify(3), systemd.service(5), WatchdogSec).
/// </summary>
/// <param name="run">The run.</param>
/// <param name="health">Knows what is being restarted.</param>
/// <param name="systemd">Takes the reports; nobody listens where systemd did not start this.</param>
/// <param name="watchdog">How long systemd waits for a report; null: it does not.</param>
/// <param name="clock">Measures it.</param>
/// <param name="logger">Takes the reason before an end.</param>
public sealed class SystemdService(
    EdgeRun run,
    IRequiredActor<GraphHealthActor> health,
    ISystemdNotifier systemd,
    Watchdog watchdog,
    TimeProvider clock,
    ILogger<SystemdService> logger
) : BackgroundService
{
    private static readonly TimeSpan ReadyEvery = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan AnswerLimit = TimeSpan.FromSeconds(5);

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!systemd.IsEnabled)
        {
            return;
        }

        var graph = await run.Started.WaitAsync(stoppingToken);
        var actor = await health.GetAsync(stoppingToken);
        using (var timer = new PeriodicTimer(ReadyEvery, clock))
        {
            while (!GraphProgress.Of(graph.Metrics).HasBegun && (await Health()).IsGood)
            {
                await timer.WaitForNextTickAsync(stoppingToken);
            }
        }

        systemd.Notify(ServiceState.Ready);
        if (watchdog.Every is not { } every)
        {
            return;
        }

        using var look = new PeriodicTimer(every, clock);
        var before = GraphProgress.Of(graph.Metrics);
        while (await OperatorTerminal.NextAsync(look, stoppingToken))
        {
            var now = GraphProgress.Of(graph.Metrics);
            if (now.StuckSince(before, await Health(), run.Options.Source.IsLive) is { } stuck)
            {
                logger.LogCritical("{Node}: has done nothing for {Seconds:0} s", stuck, every.TotalSeconds);
            }
            else
            {
                systemd.Notify(Watchdog.Alive);
            }

            before = now;
        }

        Task<GraphHealth> Health() =>
            actor.Ask<GraphHealth>(GraphHealthActor.GetHealth.Instance, AnswerLimit, stoppingToken);
    }
}

/// <summary>systemd's watchdog.</summary>
/// <param name="Every">How often it is to hear that all is well; null: never.</param>
public sealed record Watchdog(TimeSpan? Every)
{
    // systemd ends a service that was silent for the whole time: one late look must not do that.
    private const int LooksPerLimit = 3;

    /// <summary>Says that all is well.</summary>
    public static ServiceState Alive { get; } = new("WATCHDOG=1");

    /// <summary>What systemd asks for.</summary>
    /// <param name="microseconds">The environment's WATCHDOG_USEC; null: it does not ask.</param>
    public static Watchdog Of(string? microseconds) =>
        new(
            long.TryParse(microseconds, CultureInfo.InvariantCulture, out var limit) && limit > 0
                ? TimeSpan.FromMicroseconds(limit) / LooksPerLimit
                : null
        );
}

/// <summary>Registers the reports to systemd.</summary>
public static class SystemdServiceExtensions
{
    /// <summary>Reports to systemd, where it started this process.</summary>
    public static void AddSystemdReports(this IServiceCollection services)
    {
        services.AddSingleton<ISystemdNotifier, SystemdNotifier>();
        services.AddSingleton(Watchdog.Of(Environment.GetEnvironmentVariable("WATCHDOG_USEC")));
        services.AddHostedService<SystemdService>();
    }
}
