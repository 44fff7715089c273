using Akka.Actor;

namespace Vitrine.Dataflow;

/// <summary>A fork's way into one branch: parts wait here, no more than the fork holds elements, until the branch asks.</summary>
internal sealed class Outlet<TPart>(IActorRef branch)
    where TPart : class
{
    private readonly Queue<Parcel<TPart>> waiting = new();
    private int requested;

    /// <summary>The branch's node.</summary>
    public IActorRef Branch { get; } = branch;

    /// <summary>Starts a branch below the fork, whose context this is, and attaches the fork to both of its ends.</summary>
    public static Outlet<TPart> Start<TResult>(
        IActorContext fork,
        NodeSettings settings,
        StageNode<TPart, TResult> stage,
        NodeMetrics metrics
    )
        where TResult : class
    {
        var downstream = fork.Self;
        var props = Props.Create(() => new StageActor<TPart, TResult>(settings, stage, metrics, downstream));
        var branch = fork.ActorOf(props.WithDispatcher(settings.NodeDispatcher), stage.Name);
        branch.Tell(Attach.Instance, fork.Self);
        return new Outlet<TPart>(branch);
    }

    /// <summary>Sends the part as soon as the branch has asked for it.</summary>
    public void Send(Parcel<TPart> part)
    {
        waiting.Enqueue(part);
        Flush();
    }

    /// <summary>The branch has room for that many more.</summary>
    public void Grant(int count)
    {
        requested += count;
        Flush();
    }

    /// <summary>Gives back what waits.</summary>
    public void Clear()
    {
        while (waiting.TryDequeue(out var part))
        {
            part.Dispose();
        }
    }

    private void Flush()
    {
        while (requested > 0 && waiting.TryDequeue(out var part))
        {
            requested--;
            Branch.Tell(part);
        }
    }
}
