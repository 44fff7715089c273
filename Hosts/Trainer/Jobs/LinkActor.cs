using Akka.Actor;
using Akka.Remote;

namespace Vitrine.Hosts.Trainer.Jobs;

/// <summary>Hears of the connection to the one node that this process talks to. In: Akka.Remote's events. Out: nothing.</summary>
internal sealed class LinkActor : ReceiveActor
{
    /// <param name="linked">Done when there is a connection.</param>
    /// <param name="lost">Done, with the reason, when there is none any more, or none can be had.</param>
    public LinkActor(TaskCompletionSource linked, TaskCompletionSource<string> lost)
    {
        Receive<AssociatedEvent>(_ => linked.TrySetResult());
        Receive<DisassociatedEvent>(_ => lost.TrySetResult("closed the connection"));
        Receive<AssociationErrorEvent>(error => lost.TrySetResult($"cannot be reached: {Innermost(error.Cause)}"));
        Receive<ThisActorSystemQuarantinedEvent>(_ => lost.TrySetResult("asks for a new connection"));
    }

    /// <inheritdoc />
    protected override void PreStart() => Context.System.EventStream.Subscribe(Self, typeof(RemotingLifecycleEvent));

    // The address that Akka adds is known.
    private static string Innermost(Exception cause) =>
        cause.GetBaseException().Message.Split('\n')[0].Split(" tcp://")[0].Trim(' ', '.');
}
