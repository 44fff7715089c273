using System.Threading.Channels;
using Akka.Actor;
using Akka.Event;

namespace Vitrine.Dataflow;

/// <summary>
/// Hands outputs to the caller. In: parcels, one at a time. Out: their values, in order, into a channel that the caller
/// reads. While the channel is full it holds one and asks for no more. Outputs are dropped, and counted, only when the
/// caller has completed the channel.
/// </summary>
internal sealed class ChannelActor<T> : ReceiveActor
    where T : class
{
    private readonly ChannelWriter<T> outputs;
    private readonly NodeMetrics metrics;
    private IActorRef upstream = ActorRefs.Nobody;
    private T? held;

    public ChannelActor(ChannelWriter<T> outputs, NodeMetrics metrics)
    {
        this.outputs = outputs;
        this.metrics = metrics;
        Open();
    }

    protected override void PostStop()
    {
        (held as IDisposable)?.Dispose();
        outputs.TryComplete();
    }

    private void Open()
    {
        Receive<Attach>(_ =>
        {
            upstream = Sender;
            upstream.Tell(Request.One);
        });
        Receive<Parcel<T>>(Take);
        Receive<Completed>(_ => Context.Stop(Self));
        Receive<StopGraph>(_ => { });
    }

    private void Full()
    {
        Receive<Room>(room =>
        {
            if (TryHandOver(room.IsOpen))
            {
                Become(Open);
                upstream.Tell(Request.One);
            }
        });
        Receive<Completed>(_ => Become(FullAtTheEnd));
        Receive<StopGraph>(_ => { });
    }

    private void FullAtTheEnd()
    {
        Receive<Room>(room =>
        {
            if (TryHandOver(room.IsOpen))
            {
                Context.Stop(Self);
            }
        });
        Receive<StopGraph>(_ => { });
    }

    private void Take(Parcel<T> parcel)
    {
        if (parcel.Value is null)
        {
            metrics.OnEmpty();
            upstream.Tell(Request.One);
            return;
        }

        metrics.OnReceived();
        held = parcel.Value;
        if (TryHandOver(isOpen: true))
        {
            upstream.Tell(Request.One);
        }
        else
        {
            Become(Full);
        }
    }

    /// <summary>Writes what is held if there is room for it, drops it if there never will be, or waits.</summary>
    private bool TryHandOver(bool isOpen)
    {
        if (isOpen && !outputs.TryWrite(held!))
        {
            metrics.SetHeld(1);
            _ = outputs
                .WaitToWriteAsync()
                .AsTask()
                .PipeTo(Self, success: open => new Room(open), failure: _ => new Room(IsOpen: false));
            return false;
        }

        if (isOpen)
        {
            metrics.OnSent();
        }
        else
        {
            metrics.OnDropped();
            (held as IDisposable)?.Dispose();
        }

        held = null;
        metrics.SetHeld(0);
        return true;
    }

    /// <summary>The channel, to itself: there may be room now, or, when it is no longer open, never again.</summary>
    private sealed record Room(bool IsOpen) : INoSerializationVerificationNeeded, IDeadLetterSuppression;
}
