using Akka.Actor;
using Akka.Hosting;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Vitrine.Dataflow;
using Vitrine.Pipelines;

namespace Vitrine.Hosts.Edge.Status;

/// <summary>Keeps the graph's health. In: node events from the event stream, and a question, answered with <see cref="GraphHealth"/>.</summary>
public sealed class GraphHealthActor : ReceiveActor
{
    private GraphHealth health = GraphHealth.Good;

    /// <summary>Nothing is known to be wrong at first.</summary>
    public GraphHealthActor()
    {
        Receive<NodeEvent>(happened => health = health.After(happened));
        Receive<GetHealth>(_ => Sender.Tell(health));
    }

    /// <inheritdoc />
    protected override void PreStart() => Context.System.EventStream.Subscribe(Self, typeof(NodeEvent));

    /// <summary>Asks how the graph is.</summary>
    internal sealed record GetHealth : INoSerializationVerificationNeeded
    {
        /// <summary>The one message of its kind.</summary>
        public static readonly GetHealth Instance = new();
    }
}

/// <summary>Registers the graph's health.</summary>
public static class GraphHealthExtensions
{
    private static readonly TimeSpan AnswerLimit = TimeSpan.FromSeconds(2);

    /// <summary>Watches the graph from before its start on, and reports its health as a health check.</summary>
    public static AkkaConfigurationBuilder AddGraphHealth(this AkkaConfigurationBuilder akka, EdgeRun run) =>
        akka.WithActors(
                (system, registry, resolver) =>
                    registry.Register<GraphHealthActor>(
                        system.ActorOf(resolver.Props<GraphHealthActor>(), "graph-health")
                    )
            )
            .WithActorSystemLivenessCheck(tags: [HealthTags.Alive])
            .WithHealthCheck(
                "graph",
                async (_, registry, stop) =>
                    await CheckAsync(run, await registry.GetAsync<GraphHealthActor>(stop), stop),
                tags: [HealthTags.Ready]
            );

    private static async Task<HealthCheckResult> CheckAsync(EdgeRun run, IActorRef actor, CancellationToken stop)
    {
        if (!run.Started.IsCompletedSuccessfully)
        {
            return HealthCheckResult.Unhealthy("the graph has not started yet");
        }

        var graph = await run.Started;
        if (graph.Ended.IsCompleted)
        {
            return HealthCheckResult.Unhealthy("the graph has ended");
        }

        var health = await actor.Ask<GraphHealth>(GraphHealthActor.GetHealth.Instance, AnswerLimit, stop);
        var why =
            health.Why
            ?? (FrameCounts.Of(graph.Metrics).Captured == 0 ? "no picture has come yet" : null)
            ?? (run.Pipeline.Source.Fault is { } fault ? $"the camera is {fault}" : null);
        return why is null ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy(why);
    }
}
