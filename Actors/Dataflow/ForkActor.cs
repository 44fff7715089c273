using Akka.Actor;

namespace Vitrine.Dataflow;

/// <summary>
/// A fork's node; its branches are its children. In: parcels, never more than it asked for. Out: one parcel for each, in
/// order, when downstream asked. It holds at most <see cref="ForkPlan{TIn, TOut}.Capacity"/> elements and
/// drops nothing: a slow branch makes upstream wait, a failed one leaves its result out.
/// </summary>
internal sealed class ForkActor<TIn, TOut>(
    NodeSettings settings,
    ForkPlan<TIn, TOut> node,
    GraphMetrics registry,
    IActorRef? next
) : ReceiveActor
    where TIn : class
    where TOut : class
{
    private readonly Passage<TIn, TOut> passage = new(node.Capacity, next, registry[node.Name]);
    private readonly Splits<TIn> splits = new(node.Capacity, node.NewResults);
    private readonly object?[] parts = new object?[node.Branches.Count];
    private IOutlet[] outlets = [];

    protected override void PreStart()
    {
        Become(Flowing);
        var wiring = new Wiring(Context, settings, registry);
        outlets = [.. node.Branches.Select(branch => branch.Start(wiring, Self))];
        passage.Open();
    }

    protected override void PostStop()
    {
        splits.Clear();
        passage.Clear();
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
        Receive<Attach>(_ => passage.AskFrom(Sender), _ => !IsFromBranch);
        Receive<Parcel<TIn>>(Take, _ => !IsFromBranch);
        Receive<Completed>(_ =>
        {
            Become(Draining);
            EndWhenEmpty();
        });
        Joining(passage.Send);
    }

    private void Draining() => Joining(EndWhenEmpty);

    private void Joining(Action send)
    {
        Receive<Attach>(_ => Sender.Tell(new Request(node.Capacity)), _ => IsFromBranch);
        Receive<Request>(request =>
        {
            if (Array.Find(outlets, o => o.Ends.Head.Equals(Sender)) is { } outlet)
            {
                outlet.Grant(request.Count);
                return;
            }

            passage.Grant(request.Count);
            send();
        });
        Receive<StopGraph>(stop =>
        {
            foreach (var branchNode in Context.GetChildren())
            {
                branchNode.Tell(stop);
            }
        });
        Receive<IParcel>(result =>
        {
            Sender.Tell(Request.One);
            JoinWhenWhole(splits.Put(Array.FindIndex(outlets, o => o.Ends.Tail.Equals(Sender)), result));
            send();
        });
    }

    private bool IsFromBranch => Array.Exists(outlets, o => o.Ends.Tail.Equals(Sender));

    private void Take(Parcel<TIn> parcel)
    {
        passage.Accept(parcel);
        if (parcel.Value is not null)
        {
            passage.Begin(parcel.Ticket);
            Split(parcel);
        }

        passage.Send();
    }

    /// <summary>All parts are made before the first is sent, so that an element that cannot be split is nowhere else.</summary>
    private void Split(Parcel<TIn> parcel)
    {
        try
        {
            for (var i = 0; i < parts.Length; i++)
            {
                parts[i] = node.Branches[i].PartOf(parcel.Value!);
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
                outlets[i].Send(parcel.Ticket, part);
            }
        }

        Array.Clear(parts);
        JoinWhenWhole(split);
    }

    private void JoinWhenWhole(Splits<TIn>.Split split)
    {
        if (split.Missing > 0)
        {
            return;
        }

        try
        {
            passage.Finish(split.Parcel.Ticket, node.Join(split.Parcel.Value!, split.Results));
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
        passage.Lose(lost);
        Context.System.EventStream.Publish(new ElementSkipped(node.Name, lost.Ticket, cause));
    }

    private void EndWhenEmpty()
    {
        if (passage.SendToTheEnd())
        {
            Context.Stop(Self);
        }
    }
}
