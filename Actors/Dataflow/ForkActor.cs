using Akka.Actor;

namespace Vitrine.Dataflow;

/// <summary>
/// A fork's node; its branches are its children. In: parcels, never more than it asked for. Out: one parcel for each, in
/// order, when downstream asked. It holds at most <see cref="ForkNode{TIn, TPart, TResult, TOut}.Capacity"/> elements and
/// drops nothing: a slow branch makes upstream wait, a failed one leaves its result out.
/// </summary>
internal sealed class ForkActor<TIn, TPart, TResult, TOut>(
    NodeSettings settings,
    ForkNode<TIn, TPart, TResult, TOut> node,
    GraphMetrics registry,
    IActorRef next
) : ReceiveActor
    where TIn : class
    where TPart : class
    where TResult : class
    where TOut : class
{
    private readonly NodeMetrics metrics = registry[node.Name];
    private readonly Downstream<TOut> downstream = new(next, registry[node.Name]);
    private readonly Window<TIn, TOut> window = new(node.Capacity);
    private readonly Splits<TIn, TResult> splits = new(node.Capacity, node.Branches.Count);
    private readonly TPart?[] parts = new TPart?[node.Branches.Count];
    private Outlet<TPart>[] outlets = [];
    private IActorRef upstream = ActorRefs.Nobody;

    protected override void PreStart()
    {
        Become(Flowing);
        outlets =
        [
            .. node.Branches.Select(stage => Outlet<TPart>.Start(Context, settings, stage, registry[stage.Name])),
        ];
        downstream.Attach();
    }

    protected override void PostStop()
    {
        splits.Clear();
        window.Clear();
        Array.ForEach(outlets, o => o.Clear());
    }

    /// <summary>A branch's node that breaks is a defect of the engine: the graph says so and ends.</summary>
    protected override SupervisorStrategy SupervisorStrategy() =>
        new OneForOneStrategy(
            maxNrOfRetries: -1,
            withinTimeMilliseconds: -1,
            _ => Directive.Escalate,
            loggingEnabled: false
        );

    private void Flowing()
    {
        Receive<Attach>(
            _ =>
            {
                upstream = Sender;
                upstream.Tell(new Request(window.Capacity));
            },
            _ => !IsBranch
        );
        Receive<Parcel<TIn>>(Take, _ => !IsBranch);
        Receive<Completed>(_ =>
        {
            Become(Draining);
            EndWhenEmpty();
        });
        Joining(Send);
    }

    private void Draining() => Joining(EndWhenEmpty);

    private void Joining(Action send)
    {
        Receive<Attach>(_ => Sender.Tell(new Request(node.Capacity)), _ => IsBranch);
        Receive<Request>(
            request => Array.Find(outlets, o => o.Branch.Equals(Sender))!.Grant(request.Count),
            _ => IsBranch
        );
        Receive<Request>(request =>
        {
            downstream.Grant(request.Count);
            send();
        });
        Receive<StopGraph>(stop => Array.ForEach(outlets, o => o.Branch.Tell(stop)));
        Receive<Parcel<TResult>>(result =>
        {
            Sender.Tell(Request.One);
            JoinWhenWhole(splits.Put(Array.FindIndex(outlets, o => o.Branch.Equals(Sender)), result));
            send();
        });
    }

    private bool IsBranch => Array.Exists(outlets, o => o.Branch.Equals(Sender));

    private void Take(Parcel<TIn> parcel)
    {
        window.Accept(parcel);
        if (parcel.Value is null)
        {
            metrics.OnEmpty();
        }
        else
        {
            metrics.OnReceived();
            window.Begin(parcel.Ticket);
            Split(parcel);
        }

        Send();
    }

    /// <summary>All parts are made before the first is sent, so that an element that cannot be split is nowhere else.</summary>
    private void Split(Parcel<TIn> parcel)
    {
        try
        {
            for (var i = 0; i < parts.Length; i++)
            {
                parts[i] = node.Split(parcel.Value!, i);
            }
        }
        catch (Exception cause)
        {
            Leased.GiveBack(parts);
            Skip(parcel, cause);
            return;
        }

        var split = splits.Open(parcel);
        for (var i = 0; i < parts.Length; i++)
        {
            if (parts[i] is { } part)
            {
                split.Missing++;
                outlets[i].Send(new Parcel<TPart>(parcel.Ticket, part));
            }
        }

        Array.Clear(parts);
        JoinWhenWhole(split);
    }

    private void JoinWhenWhole(Splits<TIn, TResult>.Split split)
    {
        if (split.Missing > 0)
        {
            return;
        }

        try
        {
            window.Finish(split.Parcel.Ticket, node.Join(split.Parcel.Value!, split.Results));
        }
        catch (Exception cause)
        {
            Leased.GiveBack(split.Results);
            Skip(split.Parcel, cause);
        }

        splits.Close(split);
    }

    /// <summary>An element that cannot be split or joined is lost; the fork has no resource that a restart would mend.</summary>
    private void Skip(Parcel<TIn> lost, Exception cause)
    {
        metrics.OnFailed();
        lost.Dispose();
        window.Finish(lost.Ticket, null);
        Context.System.EventStream.Publish(new ElementSkipped(node.Name, lost.Ticket, cause));
    }

    private void Send()
    {
        while (downstream.Wants && window.TryTakeFinished(out var result))
        {
            downstream.Send(result);
            upstream.Tell(Request.One);
        }

        metrics.SetHeld(window.Count);
    }

    private void EndWhenEmpty()
    {
        Send();
        if (window.Count == 0)
        {
            downstream.Complete();
            Context.Stop(Self);
        }
    }
}
