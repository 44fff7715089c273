using Akka.Actor;

namespace Vitrine.Dataflow;

/// <summary>
/// A step's node. In: parcels, never more than it asked for; ticks. Out: one parcel for each parcel, in order, when
/// downstream asked; one result for each tick, to its sender. It holds at most
/// <see cref="StepNode{TState, TIn, TOut}.Capacity"/> and drops nothing: under overload upstream waits.
/// </summary>
internal sealed class StepActor<TState, TIn, TOut> : ReceiveActor
    where TIn : class
    where TOut : class
{
    private readonly NodeSettings settings;
    private readonly StepNode<TState, TIn, TOut> node;
    private readonly GraphMetrics graph;
    private readonly NodeMetrics metrics;
    private readonly Passage<TIn, TOut> passage;
    private TState state;

    public StepActor(NodeSettings settings, StepNode<TState, TIn, TOut> node, GraphMetrics graph, IActorRef? downstream)
    {
        (this.settings, this.node, this.graph, state) = (settings, node, graph, node.Seed);
        metrics = graph[node.Name];
        passage = new Passage<TIn, TOut>(node.Capacity, downstream, metrics);
        Receive<Attach>(_ => passage.AskFrom(Sender));
        Receive<Parcel<TIn>>(Take);
        Receive<Completed>(_ =>
        {
            Become(Draining);
            End();
        });
        Working(passage.Send);
    }

    protected override void PreStart()
    {
        passage.Open();
        if (node.OnTick is not null)
        {
            settings.Ticker.Tell(ReadyForTicks.Instance);
        }
    }

    protected override void PostStop()
    {
        passage.Clear();
        if (node is { OnTick: { } close, Last: { } last })
        {
            settings.Ticker.Tell(last(close(state, graph).Result));
        }
    }

    private void Draining() => Working(End);

    private void Working(Action send)
    {
        Receive<Request>(request =>
        {
            passage.Grant(request.Count);
            send();
        });
        Receive<Tick>(_ => Close(node.OnTick!), _ => node.OnTick is not null);
        Receive<StopGraph>(_ => { });
    }

    private void Close(Func<TState, GraphMetrics, (TState, object)> close)
    {
        (state, var result) = close(state, graph);
        Sender.Tell(result);
    }

    private void Take(Parcel<TIn> parcel)
    {
        passage.Accept(parcel);
        if (parcel.Value is { } input)
        {
            passage.Begin(parcel.Ticket);
            Advance(parcel, input);
        }

        passage.Send();
    }

    private void Advance(Parcel<TIn> parcel, TIn input)
    {
        var begun = settings.Clock.GetTimestamp();
        try
        {
            (state, var output) = node.Step(state, input);
            passage.Finish(parcel.Ticket, output);
            metrics.ServiceTime.Record(settings.Clock.GetElapsedTime(begun));
        }
        catch (Exception cause)
        {
            passage.Lose(parcel);
            Context.System.EventStream.Publish(new ElementSkipped(node.Name, parcel.Ticket, cause));
        }
    }

    private void End()
    {
        if (passage.SendToTheEnd())
        {
            Context.Stop(Self);
        }
    }
}
