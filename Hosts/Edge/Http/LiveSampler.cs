using Akka.Actor;
using Akka.Hosting;
using Microsoft.Extensions.Hosting;
using Vitrine.Hosts.Edge.Status;

namespace Vitrine.Hosts.Edge.Http;

/// <summary>Looks each second how the edge stands.</summary>
public sealed class LiveSampler(EdgeRun run, LiveFeed feed, IRequiredActor<GraphHealthActor> watch, TimeProvider clock)
    : BackgroundService
{
    /// <summary>Time between two samples.</summary>
    public static readonly TimeSpan Every = TimeSpan.FromSeconds(1);

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var graph = await run.Started.WaitAsync(stoppingToken);
        StatusSample? before = null;
        using var timer = new PeriodicTimer(Every, clock);
        while (await OperatorTerminal.NextAsync(timer, stoppingToken))
        {
            before = StatusSample.Take(run, graph.Metrics, before);
            var health = await HealthAsync(stoppingToken);
            feed.Put(LiveStatus.Of(clock.GetUtcNow(), run, before, health, ProcessMemory.Bytes()));
        }
    }

    private async Task<GraphHealth> HealthAsync(CancellationToken stop)
    {
        try
        {
            return await watch.ActorRef.Ask<GraphHealth>(GraphHealthActor.Tell.Instance, Every, stop);
        }
        catch (AskTimeoutException)
        {
            return new GraphHealth(GraphHealth.Good.Away.Add("edge", "edge: too busy to tell how it is"));
        }
    }
}
