using Vitrine.Dataflow;
using Xunit;

namespace Vitrine.Tests.Dataflow.Simulation;

/// <summary>The forks of a graph drawn by chance.</summary>
internal sealed partial class RandomGraph
{
    /// <summary>A fork of two or three branches with results of one type.</summary>
    private ForkNode<Element, Element, Element, Element> DrawFork(string name)
    {
        var branches = Enumerable.Range(0, random.Next(2, 4)).Select(b => DrawBranch($"{name}-{b}")).ToArray();
        var (split, join) = DrawSplitAndJoin(branches.SelectMany(b => b.Names));
        return new ForkNode<Element, Element, Element, Element>(name, branches, (e, _) => split(e), join)
        {
            Capacity = DrawCapacity(name),
        };
    }

    /// <summary>A fork of two branches with results of two types.</summary>
    private ISubFlow<Element, Element> DrawTypedFork(string name)
    {
        var first = DrawBranch($"{name}-first");
        var last = Draw($"{name}-wrap", random.Next(1, 4), Trouble.Draw(random), e => new Tagged(e));
        var second = DrawBranch($"{name}-second").Via(last);
        var (split, join) = DrawSplitAndJoin([.. first.Names, .. second.Names]);
        return new Fork<Element>(name) { Capacity = DrawCapacity(name) }
            .Branch(split, first)
            .Branch(split, second)
            .Join((element, one, other) => join(element, [one, other?.Element]));
    }

    /// <summary>A branch of one to three nodes in a row.</summary>
    private ISubFlow<Element, Element> DrawBranch(string name)
    {
        ISubFlow<Element, Element> branch = DrawStage(name, beside: true);
        for (var i = random.Next(3); i > 0; i--)
        {
            branch = branch.Via(DrawStage($"{name}-{i}", beside: true));
        }

        return branch;
    }

    private int DrawCapacity(string name)
    {
        var capacity = random.Next(1, 5);
        Ledger.Open(name, capacity, workers: 0);
        Ledger.Bound += capacity;
        return capacity;
    }

    private (Func<Element, Element?> Split, Func<Element, IReadOnlyList<Element?>, Element> Join) DrawSplitAndJoin(
        IEnumerable<string> branchNames
    )
    {
        Ledger.Beside.UnionWith(branchNames);
        var trouble = Trouble.Draw(random);
        var idle = random.NextDouble();
        return (
            element =>
            {
                trouble.OnWork();
                return random.NextDouble() < idle ? null : element.Share();
            },
            (element, results) =>
            {
                Assert.All(results.OfType<Element>(), r => Assert.Equal(element.Number, r.Number));
                trouble.OnWork();
                results.OfType<Element>().ToList().ForEach(r => r.Dispose());
                return element;
            }
        );
    }

    /// <summary>What a branch gives that is no element.</summary>
    private sealed record Tagged(Element Element) : IDisposable, ILocalOnly
    {
        public void Dispose() => Element.Dispose();
    }
}
