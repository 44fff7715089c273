using Akka.Actor;
using Microsoft.Extensions.Logging;
using Vitrine.Dataflow.Supervision;
using Vitrine.Hosts.Edge.Supervision;
using Vitrine.Rollout.Device;

namespace Vitrine.Hosts.Edge.Rollout;

/// <summary>
/// Keeps for the hub what supervision did last, in the words of this device's own log. In: node events from the event stream.
/// Out: <see cref="RecentEvents"/> to the device's side of rollouts, whose own steps the hub hears of anyway.
/// </summary>
public sealed class RecentEventsActor : ReceiveActor
{
    private RecentEvents recent = RecentEvents.None;

    /// <param name="device">Tells them to the hub.</param>
    /// <param name="clock">Tells when.</param>
    public RecentEventsActor(IActorRef device, TimeProvider clock)
    {
        Receive<RolloutHappened>(_ => { });
        Receive<NodeEvent>(happened =>
        {
            var line = SupervisionLine.Of(happened);
            var isTrouble = line.Level >= LogLevel.Warning;
            recent = recent.Add(happened.Node, happened.GetType().Name, clock.GetUtcNow(), line.Text, isTrouble);
            device.Tell(recent);
        });
    }

    /// <inheritdoc />
    protected override void PreStart() => Context.System.EventStream.Subscribe(Self, typeof(NodeEvent));
}
