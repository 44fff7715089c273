using Akka.Actor;
using Akka.Event;

namespace Vitrine.Dataflow;

/// <summary>
/// Gives back the leases of messages that reached nobody, because their actor was stopped by force. The way home of last
/// resort: a graph that ends in order leaves it nothing to do.
/// </summary>
internal sealed class LeaseReclaimer : ExtensionIdProvider<LeaseReclaimer>, IExtension
{
    /// <inheritdoc />
    public override LeaseReclaimer CreateExtension(ExtendedActorSystem system)
    {
        var reclaiming = system.SystemActorOf(Props.Create(() => new Reclaiming()), "vitrine-leases");
        system.EventStream.Subscribe(reclaiming, typeof(DeadLetter));
        return this;
    }

    private sealed class Reclaiming : ReceiveActor
    {
        public Reclaiming() =>
            Receive<DeadLetter>(letter =>
            {
                if (letter.Message is ILocalOnly and IDisposable leased)
                {
                    leased.Dispose();
                }
            });
    }
}
