using Akka.Actor;
using Akka.Remote;
using Vitrine.Wire;

namespace Vitrine.Hosts.Trainer.Jobs;

/// <summary>Hears of the connection to the one node that this process talks to. In: Akka.Remote's events. Out: nothing.</summary>
internal sealed class LinkActor : ReceiveActor
{
    /// <param name="linked">Done when there is a connection.</param>
    /// <param name="lost">Done, with the reason, when there is none any more, or none can be had.</param>
    public LinkActor(TaskCompletionSource linked, TaskCompletionSource<string> lost)
    {
        Receive<AssociatedEvent>(_ => linked.TrySetResult());
        Receive<RemotingLifecycleEvent>(happened =>
        {
            if (RemoteClient.WhyLost(happened) is { } why)
            {
                lost.TrySetResult(why);
            }
        });
    }

    /// <inheritdoc />
    protected override void PreStart() => Context.System.EventStream.Subscribe(Self, typeof(RemotingLifecycleEvent));
}
