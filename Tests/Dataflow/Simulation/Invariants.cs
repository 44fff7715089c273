using Vitrine.Dataflow;
using Xunit;

namespace Vitrine.Tests.Dataflow.Simulation;

/// <summary>What holds for every graph, whatever goes wrong in it.</summary>
internal static class Invariants
{
    /// <summary>At any moment: nobody holds more than it may.</summary>
    public static void HoldAtAnyMoment(Ledger ledger, GraphMetrics metrics)
    {
        if (ledger.Overdrawn > 0)
        {
            Assert.Fail($"The graph holds more than the {ledger.Bound} elements it may.");
        }

        foreach (var node in metrics.Nodes)
        {
            if (node.Held > ledger.Nodes[node.Name].Capacity)
            {
                Assert.Fail($"'{node.Name}' holds {node.Held} parcels.");
            }
        }
    }

    /// <summary>
    /// After the end, however it came: every lease is back, every stage is freed, and what a step has worked on is in the result
    /// of exactly one tick, or in its last.
    /// </summary>
    public static void HoldAfterAnyEnd(Ledger ledger, Closings closings)
    {
        Assert.Equal(ledger.Stepped.OrderBy(s => s.Key), closings.Sums.OrderBy(s => s.Key));
        Assert.True(ledger.Pool.Outstanding == 0, $"{ledger.Pool.Outstanding} leases did not come back.");
        Assert.All(ledger.Nodes, n => Assert.True(n.Value.Open == 0, $"'{n.Key}' leaves {n.Value.Open} stages open."));
    }

    /// <summary>After an end in order: what came in is accounted for to the last element.</summary>
    public static void HoldAfterAnEndInOrder(Ledger ledger, Closings closings, GraphMetrics metrics)
    {
        HoldAfterAnyEnd(ledger, closings);
        EveryElementCameOutOnceAndInOrder(ledger, metrics);
        EveryNodePassedOnWhatItGot(ledger, metrics);
        ASecondSinkGotAllButWhatItDropped(ledger, metrics);
        foreach (var node in metrics.Nodes)
        {
            var account = ledger.Nodes[node.Name];
            Assert.Equal(account.Workers + node.Restarts, account.Tried);
            Assert.InRange(account.Made, 0, account.Tried);
            Assert.InRange(node.Degraded, 0, account.Workers);
            Assert.Equal(0, node.Held);
        }
    }

    private static void EveryElementCameOutOnceAndInOrder(Ledger ledger, GraphMetrics metrics)
    {
        Assert.Equal(ledger.Arrived.Distinct().Order(), ledger.Arrived);
        Assert.Equal(metrics["last"].Sent, ledger.Arrived.Count);
        var lost = metrics.Nodes.Where(n => !ledger.Beside.Contains(n.Name)).Sum(n => n.Dropped + n.Failed);
        var withoutOutput = ledger.Nodes.Where(n => !ledger.Beside.Contains(n.Key)).Sum(n => n.Value.Nothings);
        Assert.Equal(metrics["source"].Received, ledger.Arrived.Count + lost + withoutOutput);
    }

    private static void EveryNodePassedOnWhatItGot(Ledger ledger, GraphMetrics metrics)
    {
        var source = metrics["source"];
        Assert.Equal(source.Received, source.Sent + source.Dropped + source.Failed);
        var before = source;
        foreach (var node in metrics.Nodes.Skip(1))
        {
            Assert.Equal(node.Received, node.Sent + node.Failed + ledger.Nodes[node.Name].Nothings);
            if (!ledger.Beside.Contains(node.Name))
            {
                Assert.Equal(before.Sent, node.Received);
                Assert.Equal(source.Sent, node.Received + node.Empty);
                before = node;
            }
        }
    }

    private static void ASecondSinkGotAllButWhatItDropped(Ledger ledger, GraphMetrics metrics)
    {
        if (metrics.Nodes[^1] is { Name: "second" } second)
        {
            Assert.Equal(metrics["sinks"].Sent, second.Received + second.Dropped);
            Assert.True(ledger.SecondMayDrop || second.Dropped == 0, "A sink that makes upstream wait has dropped.");
        }
    }
}
