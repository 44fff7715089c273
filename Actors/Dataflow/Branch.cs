using Akka.Actor;

namespace Vitrine.Dataflow;

/// <summary>One branch of a fork.</summary>
/// <param name="part">What the branch gets of an element.</param>
/// <param name="nodes">What it does with it.</param>
internal sealed class Branch<TIn, TPart, TResult>(Func<TIn, TPart?> part, ISubFlow<TPart, TResult> nodes) : IBranch<TIn>
    where TIn : class
    where TPart : class
    where TResult : class
{
    public IReadOnlyList<string> Names => nodes.Names;

    public object? PartOf(TIn element) => part(element);

    public IOutlet Start(Wiring wiring, IActorRef fork)
    {
        var ends = nodes.Wire(wiring, fork);
        ends.Head.Tell(Attach.Instance, fork);
        return new Outlet(ends);
    }

    /// <summary>Parts wait here, no more than the fork holds elements, until the branch asks.</summary>
    private sealed class Outlet(Ends ends) : IOutlet
    {
        private readonly Queue<Parcel<TPart>> waiting = new();
        private int requested;

        public Ends Ends => ends;

        public void Send(long ticket, object part)
        {
            waiting.Enqueue(new Parcel<TPart>(ticket, (TPart)part));
            Flush();
        }

        public void Grant(int count)
        {
            requested += count;
            Flush();
        }

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
                ends.Head.Tell(part);
            }
        }
    }
}

#pragma warning disable MA0048 // A branch as its fork sees it, before and after the start.
/// <summary>A branch, whatever the type of its parts and results.</summary>
internal interface IBranch<in TIn>
{
    /// <summary>The names of its nodes.</summary>
    IReadOnlyList<string> Names { get; }

    /// <summary>What it gets of an element; null: it has nothing to do.</summary>
    object? PartOf(TIn element);

    /// <summary>Starts its nodes below the fork, and attaches the fork to both of its ends.</summary>
    IOutlet Start(Wiring wiring, IActorRef fork);
}

/// <summary>A fork's way into a started branch.</summary>
internal interface IOutlet
{
    /// <summary>The branch's first node, which asks for parts, and its last, which gives results.</summary>
    Ends Ends { get; }

    /// <summary>Sends the part as soon as the branch has asked for it.</summary>
    void Send(long ticket, object part);

    /// <summary>The branch has room for that many more.</summary>
    void Grant(int count);

    /// <summary>Gives back what waits.</summary>
    void Clear();
}
#pragma warning restore MA0048
