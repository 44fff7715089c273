using Akka.Actor;

namespace Vitrine.Tests.Training.Cluster;

/// <summary>Keeps an actor, kills it when it is told to, and starts it again; what comes meanwhile waits.</summary>
internal sealed class Standby : ReceiveActor, IWithStash
{
    public const string Again = nameof(Again);
    private readonly Props props;

    public Standby(Props props)
    {
        this.props = props;
        Begin();
    }

    public IStash Stash { get; set; } = null!;

    private void Begin()
    {
        var coordinator = Context.ActorOf(props);
        Become(() =>
        {
            Receive<string>(_ =>
            {
                Context.Stop(Context.Watch(coordinator));
                Become(Waiting);
            });
            ReceiveAny(message => coordinator.Forward(message));
        });
    }

    private void Waiting()
    {
        Receive<Terminated>(_ =>
        {
            Begin();
            Stash.UnstashAll();
        });
        ReceiveAny(_ => Stash.Stash());
    }
}
