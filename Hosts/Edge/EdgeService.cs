using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Vitrine.Hosts.Edge;

/// <summary>
/// Sees the run to its end: stops it after its time, on Ctrl-C and on SIGTERM, waits until what is under way has come out,
/// and reports.
/// </summary>
public sealed class EdgeService(
    EdgeRun run,
    EdgeReport report,
    IHostApplicationLifetime host,
    TimeProvider clock,
    ILogger<EdgeService> logger
) : BackgroundService
{
    /// <summary>How long an orderly end may take before the process ends without it.</summary>
    public static readonly TimeSpan StopTimeout = TimeSpan.FromSeconds(15);

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var graph = await run.Started.WaitAsync(stoppingToken);
        using var stopping = host.ApplicationStopping.Register(graph.Stop);
        using var limit = StopAfter(report.Duration);
        try
        {
            await graph.Ended.WaitAsync(EndLimit(host.ApplicationStopping));
            report.Write(run, graph);
            run.Complete();
        }
        catch (OperationCanceledException)
        {
            logger.LogError(
                "a stage did not come to its end within {Seconds} s; the last counts may be missing",
                StopTimeout.TotalSeconds
            );
            report.Write(run, graph);
        }
        catch (Exception broken)
        {
            logger.LogCritical("{Reason}", broken.Message);
        }
        finally
        {
            host.StopApplication();
        }
    }

    private ITimer? StopAfter(TimeSpan? duration) =>
        duration is { } time
            ? clock.CreateTimer(_ => host.StopApplication(), null, time, Timeout.InfiniteTimeSpan)
            : null;

    /// <summary>Cancelled some time after the host was told to stop.</summary>
    private CancellationToken EndLimit(CancellationToken stopping)
    {
        var limit = new CancellationTokenSource(Timeout.InfiniteTimeSpan, clock);
        stopping.Register(() => limit.CancelAfter(StopTimeout));
        return limit.Token;
    }
}
