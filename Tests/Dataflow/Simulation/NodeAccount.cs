using System.Collections.Concurrent;
using Akka.Actor;

namespace Vitrine.Tests.Dataflow.Simulation;

/// <summary>Keeps book of one node and of its stages, as if each were a native resource.</summary>
internal sealed class NodeAccount(int capacity, int workers)
{
    private int tried;
    private int made;
    private int freed;
    private int nothings;

    /// <summary>The most it may hold.</summary>
    public int Capacity { get; } = capacity;

    /// <summary>Its workers.</summary>
    public int Workers { get; } = workers;

    /// <summary>Attempts to make a stage.</summary>
    public int Tried => Volatile.Read(ref tried);

    /// <summary>Stages made.</summary>
    public int Made => Volatile.Read(ref made);

    /// <summary>Stages made and not freed.</summary>
    public int Open => Volatile.Read(ref made) - Volatile.Read(ref freed);

    /// <summary>Elements without an output.</summary>
    public int Nothings => Volatile.Read(ref nothings);

    /// <summary>The actors that made a stage.</summary>
    public ConcurrentStack<IActorRef> Owners { get; } = [];

    /// <summary>Makes a stage, unless there is trouble.</summary>
    public T Make<T>(Trouble trouble, Func<Action, T> make)
    {
        Interlocked.Increment(ref tried);
        trouble.OnMake();
        Owners.Push(ActorCell.GetCurrentSelfOrNoSender()!);
        Interlocked.Increment(ref made);
        return make(() => Interlocked.Increment(ref freed));
    }

    /// <summary>An element has no output.</summary>
    public void OnNothing() => Interlocked.Increment(ref nothings);
}
