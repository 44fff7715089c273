using Akka.Actor;
using Vitrine.Dataflow.Demand;

namespace Vitrine.Dataflow.Forks;

/// <summary>A fork's way into one branch: parts wait here, no more than the fork holds elements, until the branch asks.</summary>
internal sealed class Outlet<TPart>(IActorRef branch)
    where TPart : class
{
    private readonly Queue<Parcel<TPart>> waiting = new();
    private int requested;

    /// <summary>The branch's node.</summary>
    public IActorRef Branch { get; } = branch;

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
