using Akka.Actor;
using Akka.Hosting;
using Microsoft.Extensions.Logging;
using Vitrine.Dataflow;
using Vitrine.Fleet;
using Vitrine.Hosts.Edge.Status;

namespace Vitrine.Hosts.Edge;

/// <summary>
/// Keeps for the hub what supervision did last, in the words of this device's own log. In: node events from the event stream.
/// Out: <see cref="RecentEvents"/>, once a second at most, to the device's side of rollouts, whose own steps the hub hears of
/// anyway.
/// </summary>
public sealed class RecentEventsActor : ReceiveActor, IWithTimers
{
    private static readonly TimeSpan TellAfter = TimeSpan.FromSeconds(1);

    private RecentEvents recent = RecentEvents.None;
    private IActorRef device = ActorRefs.Nobody;

    /// <param name="clock">Tells when.</param>
    public RecentEventsActor(TimeProvider clock)
    {
        Receive<RolloutHappened>(_ => { });
        Receive<NodeEvent>(happened =>
        {
            var line = SupervisionLine.Of(happened);
            var isTrouble = line.Level >= LogLevel.Warning;
            recent = recent.Add(happened.Node, happened.GetType().Name, clock.GetUtcNow(), line.Text, isTrouble);
            if (!Timers.IsTimerActive(nameof(TellDue)))
            {
                Timers.StartSingleTimer(nameof(TellDue), TellDue.Instance, TellAfter);
            }
        });
        Receive<TellDue>(_ => device.Tell(recent));
        Receive<TellTo>(told =>
        {
            device = told.Device;
            device.Tell(recent);
        });
    }

    /// <summary>Set by Akka.</summary>
    public ITimerScheduler Timers { get; set; } = null!;

    /// <inheritdoc />
    protected override void PreStart() => Context.System.EventStream.Subscribe(Self, typeof(NodeEvent));

    /// <summary>Whom to tell from now on.</summary>
    internal sealed record TellTo(IActorRef Device) : INoSerializationVerificationNeeded;

    private sealed record TellDue : INoSerializationVerificationNeeded
    {
        public static readonly TellDue Instance = new();
    }
}

#pragma warning disable MA0048 // The actor's one way in.
/// <summary>Registers it.</summary>
public static class RecentEventsExtensions
{
    /// <summary>Keeps what happens from before the graph's start on, where there is a hub to tell.</summary>
    public static AkkaConfigurationBuilder AddRecentEvents(this AkkaConfigurationBuilder akka, DevicePlan? plan) =>
        plan?.Hub is null
            ? akka
            : akka.WithActors(
                (system, registry, resolver) =>
                    registry.Register<RecentEventsActor>(
                        system.ActorOf(resolver.Props<RecentEventsActor>(), "recent-events")
                    )
            );
}
#pragma warning restore MA0048
