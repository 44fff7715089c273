using Akka.Actor;
using Akka.Hosting;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Vitrine.Windows.Log;

namespace Vitrine.Hosts.Edge;

/// <summary>
/// Sees the run to its end: stops it after its time, on Ctrl-C and on SIGTERM, waits until what is under way has come out,
/// has the last window stored, and reports.
/// </summary>
public sealed class EdgeService(
    EdgeRun run,
    EdgeReport report,
    IRequiredActor<WindowLogActor> log,
    IHostApplicationLifetime host,
    TimeProvider clock,
    ILogger<EdgeService> logger
) : IHostedService
{
    /// <summary>How long an orderly end may take before the process ends without it.</summary>
    public static TimeSpan EndTimeout => StopTimeout + StoreTimeout;

    private static readonly TimeSpan StopTimeout = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan StoreTimeout = TimeSpan.FromSeconds(10);

    private Task ended = Task.CompletedTask;

    /// <summary>Begins also when the process was told to stop while it was starting: the run then ends in order at once.</summary>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        ended = SeeToItsEnd();
        return Task.CompletedTask;
    }

    /// <summary>Waits for the end, which the host's stopping has begun.</summary>
    public Task StopAsync(CancellationToken cancellationToken) => ended.WaitAsync(cancellationToken);

    private async Task SeeToItsEnd()
    {
        var graph = await run.Started;
        using var stopping = host.ApplicationStopping.Register(graph.Stop);
        using var limit = StopAfter(report.Duration);
        try
        {
            try
            {
                await graph.Ended.WaitAsync(EndLimit(host.ApplicationStopping));
            }
            finally
            {
                await StoreLastWindow();
            }

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
            StopHost();
        }
    }

    private async Task StoreLastWindow()
    {
        try
        {
            var actor = await log.GetAsync();
            var last = await actor.Ask<LastStored>(AwaitLast.Instance, StoreTimeout);
            if (last.Failure is { } cause)
            {
                logger.LogError("the last window could not be stored and is lost: {Cause}", cause.Message);
            }
        }
        catch (AskTimeoutException)
        {
            logger.LogError(
                "the last window was not stored within {Seconds} s and may be lost",
                StoreTimeout.TotalSeconds
            );
        }
    }

    /// <summary>Once it has started: stopped before, its start would be broken off, and the process end as one that failed.</summary>
    private void StopHost() => host.ApplicationStarted.Register(host.StopApplication);

    private ITimer? StopAfter(TimeSpan? duration) =>
        duration is { } time ? clock.CreateTimer(_ => StopHost(), null, time, Timeout.InfiniteTimeSpan) : null;

    /// <summary>Cancelled some time after the host was told to stop.</summary>
    private CancellationToken EndLimit(CancellationToken stopping)
    {
        var limit = new CancellationTokenSource(Timeout.InfiniteTimeSpan, clock);
        stopping.Register(() => limit.CancelAfter(StopTimeout));
        return limit.Token;
    }
}
