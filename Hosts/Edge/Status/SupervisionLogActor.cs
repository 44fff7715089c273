using Akka.Actor;
using Akka.Hosting;
using Microsoft.Extensions.Logging;
using Vitrine.Dataflow;
using Vitrine.Wire;

namespace Vitrine.Hosts.Edge.Status;

/// <summary>Writes supervision events to the log. In: node events from the event stream. Repeated skips are rate limited, and of many attempts in a row some are written.</summary>
public sealed class SupervisionLogActor : ReceiveActor
{
    private const int AllSaid = 10;
    private const int SaidEvery = 60;

    /// <param name="logger">Takes the lines.</param>
    /// <param name="clock">Gives the time for the rate limit.</param>
    public SupervisionLogActor(ILogger<SupervisionLogActor> logger, TimeProvider clock)
    {
        var skips = new RateLimits<string>(clock);
        Receive<ElementSkipped>(skipped =>
        {
            var (pass, heldBack) = skips.Ask(skipped.Node);
            if (heldBack > 0)
            {
                logger.LogWarning("{Node}: {Count} more pictures were skipped meanwhile", skipped.Node, heldBack);
            }

            if (pass)
            {
                Write(logger, skipped);
            }
        });
        Receive<WorkerRestarting>(restarting =>
        {
            if (!IsRepeated(restarting))
            {
                Write(logger, restarting);
            }
        });
        Receive<NodeEvent>(happened => Write(logger, happened));
    }

    /// <inheritdoc />
    protected override void PreStart() => Context.System.EventStream.Subscribe(Self, typeof(NodeEvent));

    // A camera is tried for ever: after some attempts, one line in many is enough.
    private static bool IsRepeated(WorkerRestarting restarting) =>
        restarting.Attempt > AllSaid && restarting.Attempt % SaidEvery != 0;

    private static void Write(ILogger logger, NodeEvent happened)
    {
        var line = SupervisionLine.Of(happened);
        logger.Log(line.Level, "{Line}", line.Text);
    }
}

/// <summary>Registers the supervision log.</summary>
public static class SupervisionLogExtensions
{
    /// <summary>Starts the supervision log with the actor system.</summary>
    public static AkkaConfigurationBuilder AddSupervisionLog(this AkkaConfigurationBuilder akka) =>
        akka.WithActors(
            (system, registry, resolver) =>
                registry.Register<SupervisionLogActor>(
                    system.ActorOf(resolver.Props<SupervisionLogActor>(), "supervision-log")
                )
        );
}
