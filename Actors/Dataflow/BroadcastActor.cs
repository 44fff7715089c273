using Akka.Actor;

namespace Vitrine.Dataflow;

/// <summary>
/// Gives every output to several sinks. In: parcels, no more than every sink that does not drop has room for, so that it
/// holds nothing. Out: each sink's own value of each parcel; a sink that drops and is full gets none, which is counted.
/// </summary>
internal sealed class BroadcastActor<T> : ReceiveActor
    where T : class
{
    /// <summary>The node's name.</summary>
    public const string Name = "sinks";

    private readonly Func<T, T> share;
    private readonly NodeMetrics metrics;
    private readonly Way[] ways;
    private readonly T?[] shares;
    private IActorRef upstream = ActorRefs.Nobody;
    private int requested;

    public BroadcastActor(Func<T, T> share, NodeMetrics metrics, Way[] ways)
    {
        this.share = share;
        this.metrics = metrics;
        this.ways = ways;
        shares = new T?[ways.Length];
        Receive<Attach>(_ =>
        {
            upstream = Sender;
            Ask();
        });
        Receive<Request>(request =>
        {
            Array.Find(ways, way => way.Sink.Equals(Sender))!.Granted += request.Count;
            Ask();
        });
        Receive<Parcel<T>>(Pass);
        Receive<Completed>(completed =>
        {
            Array.ForEach(ways, way => way.Sink.Tell(completed));
            Context.Stop(Self);
        });
        Receive<StopGraph>(_ => { });
    }

    /// <summary>Starts the sinks and the node before them.</summary>
    public static IActorRef Start(Wiring wiring, IReadOnlyList<Sink<T>> sinks, Func<T, T> share)
    {
        var ownMetrics = wiring.Metrics[Name];
        Way[] toSinks =
        [
            .. sinks.Select(sink => new Way(sink.Start(wiring), sink.DropsWhenFull, wiring.Metrics[sink.Names[0]])),
        ];
        return wiring.Start(Name, Props.Create(() => new BroadcastActor<T>(share, ownMetrics, toSinks)));
    }

    protected override void PreStart() => Array.ForEach(ways, way => way.Sink.Tell(Attach.Instance));

    private void Ask()
    {
        var room = ways.Where(way => !way.Drops).Select(way => way.Granted).DefaultIfEmpty(1).Min();
        if (!upstream.IsNobody() && room > requested)
        {
            upstream.Tell(new Request(room - requested));
            requested = room;
        }
    }

    private void Pass(Parcel<T> parcel)
    {
        requested--;
        Share(parcel);
        for (var i = 0; i < ways.Length; i++)
        {
            ways[i].Give(new Parcel<T>(parcel.Ticket, shares[i]));
        }

        Array.Clear(shares);
        Ask();
    }

    private void Share(Parcel<T> parcel)
    {
        if (parcel.Value is null)
        {
            metrics.OnEmpty();
            return;
        }

        metrics.OnReceived();
        try
        {
            for (var i = 0; i < shares.Length; i++)
            {
                shares[i] = share(parcel.Value);
            }

            metrics.OnSent();
        }
        catch (Exception cause)
        {
            Leased.GiveBack(shares);
            metrics.OnFailed();
            Context.System.EventStream.Publish(new ElementSkipped(Name, parcel.Ticket, cause));
        }

        parcel.Dispose();
    }

    /// <summary>The way to one sink.</summary>
    internal sealed class Way(IActorRef sink, bool drops, NodeMetrics metrics)
    {
        public IActorRef Sink { get; } = sink;

        public bool Drops { get; } = drops;

        /// <summary>Parcels the sink has room for.</summary>
        public int Granted { get; set; }

        public void Give(Parcel<T> parcel)
        {
            if (Granted > 0)
            {
                Granted--;
                Sink.Tell(parcel);
                return;
            }

            if (parcel.Value is not null)
            {
                metrics.OnDropped();
            }

            parcel.Dispose();
        }
    }
}
