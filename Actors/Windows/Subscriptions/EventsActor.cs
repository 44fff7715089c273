using Akka.Actor;
using Akka.Remote;
using Vitrine.Wire;

namespace Vitrine.Windows.Subscriptions;

/// <summary>
/// Where windows are subscribed to: /user/events. In: Subscribe, Ack, Unsubscribe from anybody. Out: WindowEvents and
/// SubscriptionRefused. Every subscriber is served by a child of its own, which knows where the subscriber stands.
/// </summary>
/// <remarks>
/// Only a peer that has a connection here is answered, over that connection, and a subscriber goes with its connection: the
/// device never dials out because of what somebody wrote into a message.
/// </remarks>
public sealed class EventsActor : ReceiveActor
{
    /// <summary>The actor's name.</summary>
    public const string Name = "events";

    private readonly WindowFeed feed;
    private readonly SubscriptionOptions options;
    private readonly TimeProvider clock;
    private readonly Peers peers = Peers.Of(Context.System);
    private readonly Dictionary<IActorRef, IActorRef> subscriptions = [];

    /// <param name="feed">Has the windows.</param>
    /// <param name="options">How to serve.</param>
    /// <param name="clock">Measures how long to wait for a store that cannot be read.</param>
    public EventsActor(WindowFeed feed, SubscriptionOptions options, TimeProvider clock)
    {
        (this.feed, this.options, this.clock) = (feed, options, clock);
        Receive<Subscribe>(OnSubscribe, _ => peers.Has(Sender));
        Receive<Ack>(ack => subscriptions.GetValueOrDefault(Sender)?.Tell(ack, Sender));
        Receive<Unsubscribe>(_ => Drop(Sender));
        Receive<DisassociatedEvent>(OnGone, gone => gone.IsInbound);
        Receive<Terminated>(ended => Forget(ended.ActorRef));
    }

    /// <inheritdoc />
    protected override void PreStart() => Context.System.EventStream.Subscribe(Self, typeof(DisassociatedEvent));

    /// <inheritdoc />
    protected override void PostStop() => Context.System.EventStream.Unsubscribe(Self);

    /// <inheritdoc />
    protected override SupervisorStrategy SupervisorStrategy() => Akka.Actor.SupervisorStrategy.StoppingStrategy;

    private void OnSubscribe(Subscribe subscribe)
    {
        if (Refusal(subscribe) is { } reason)
        {
            Sender.Tell(new SubscriptionRefused { Reason = reason });
            return;
        }

        Drop(Sender);
        var (subscriber, after) = (Sender, subscribe.After);
        var served = Context.ActorOf(
            Props.Create(() => new SubscriptionActor(subscriber, after, feed, options, clock)).WithDeploy(Deploy.Local)
        );
        subscriptions[subscriber] = Context.Watch(served);
    }

    private string? Refusal(Subscribe subscribe) =>
        options.Token is { } token && !token.Matches(subscribe.Token)
            ? "a token is needed, and this is not it; give the one that access.token of the device is set to"
        : subscriptions.ContainsKey(Sender) ? null
        : subscriptions.Count >= options.MostSubscribers
            ? $"{options.MostSubscribers} subscribers are served already, which is the most; try again later"
        : subscriptions.Keys.Count(other => other.Path.Address.Equals(Sender.Path.Address)) >= options.MostOfConnection
            ? $"{options.MostOfConnection} subscribers are served over this connection, which is the most; open another"
        : null;

    private void OnGone(DisassociatedEvent gone)
    {
        foreach (var subscriber in subscriptions.Keys.Where(s => s.Path.Address.Equals(gone.RemoteAddress)).ToList())
        {
            Drop(subscriber);
        }
    }

    private void Drop(IActorRef subscriber)
    {
        if (subscriptions.Remove(subscriber, out var served))
        {
            Context.Unwatch(served);
            Context.Stop(served);
        }
    }

    private void Forget(IActorRef served)
    {
        foreach (var (subscriber, _) in subscriptions.Where(s => s.Value.Equals(served)).ToList())
        {
            subscriptions.Remove(subscriber);
        }
    }
}
