using Vitrine.Dataflow;

namespace Vitrine.Tests.Dataflow.Simulation;

/// <summary>The usual nodes of a test: a source that counts up from 0, stages, and a last stage that remembers.</summary>
internal sealed class Nodes
{
    private readonly List<int> arrived = [];
    private int read;

    /// <summary>Where the elements' leases come from.</summary>
    public LeasePool<Token> Pool { get; } = new(limit: 100, () => new Token());

    /// <summary>What reached the last stage.</summary>
    public IReadOnlyList<int> Arrived => arrived;

    /// <summary>A source of so many elements.</summary>
    /// <param name="pace">How fast.</param>
    /// <param name="count">How many until it ends.</param>
    /// <param name="onRead">Called with the number that is about to be read.</param>
    public SourceNode<Element> Source(SourcePace pace, int count = int.MaxValue, Action<int>? onRead = null)
    {
        Element? Read()
        {
            onRead?.Invoke(read);
            return read < count ? new Element(read++, Pool.Rent()) : null;
        }

        return new SourceNode<Element>("source", () => new FakeSource<Element>(Read)) { Pace = pace };
    }

    /// <summary>A stage that passes on what it gets.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="onWork">Called with the number that it works on; may throw.</param>
    public static StageNode<Element, Element> Stage(string name, Action<int>? onWork = null) =>
        new(
            name,
            () =>
                new FakeStage<Element, Element>(element =>
                {
                    onWork?.Invoke(element.Number);
                    return element;
                })
        );

    /// <summary>The last stage.</summary>
    public StageNode<Element, Element> Last() => Stage("last", arrived.Add);
}
