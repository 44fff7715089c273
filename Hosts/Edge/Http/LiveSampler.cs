using Akka.Actor;
using Akka.Hosting;
using Microsoft.Extensions.Hosting;
using Vitrine.Hosts.Edge.Status;

namespace Vitrine.Hosts.Edge.Http;

/// <summary>Samples the edge's status each second.</summary>
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
            feed.Put(LiveStatus.Of(clock.GetUtcNow(), run, before, health, Environment.WorkingSet));
        }
    }

    private async Task<GraphHealth> HealthAsync(CancellationToken stop)
    {
        try
        {
            return await watch.ActorRef.Ask<GraphHealth>(GraphHealthActor.GetHealth.Instance, Every, stop);
        }
        catch (AskTimeoutException)
        {
            return new GraphHealth(GraphHealth.Good.Faults.Add("edge", "edge: too busy to report its health"));
        }
    }
}

/// <summary>The newest status, made once for all who watch. Safe for any thread.</summary>
public sealed class LiveFeed
{
    private volatile string? newest;

    /// <summary>One line of JSON; null before the first.</summary>
    public string? Newest => newest;

    /// <summary>Takes a newer status.</summary>
    public void Put(LiveStatus status) => newest = status.ToJson();
}
