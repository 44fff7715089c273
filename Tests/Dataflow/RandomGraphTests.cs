using Vitrine.Dataflow;
using Vitrine.Tests.Dataflow.Simulation;
using Xunit;

namespace Vitrine.Tests.Dataflow;

/// <summary>
/// Whatever graph, whatever troubles, whatever order: what the engine promises holds. Each seed is a graph and its whole
/// run; a failure names the seed, and the same seed fails again.
/// </summary>
public sealed class RandomGraphTests(SimulatedWorld world) : IClassFixture<SimulatedWorld>
{
    private const int Seeds = 2000;
    private const int MostSteps = 20_000;

    [Fact]
    public void Every_graph_accounts_for_every_element_whether_it_ends_or_is_stopped()
    {
        var seen = new HashSet<Type>();
        ForEverySeed(seed =>
        {
            RunInOrder(seed);
            seen.UnionWith(world.Events.Select(e => e.GetType()));
        });
        Assert.Superset(
            new HashSet<Type>([
                typeof(ElementSkipped),
                typeof(WorkerRestarting),
                typeof(WorkerDegraded),
                typeof(WorkerRecovered),
            ]),
            seen
        );
        Assert.True(world.Closings.Full > Seeds, "Ticks closed hardly anything.");
    }

    [Fact]
    public void A_graph_stopped_by_force_gives_every_lease_back() => ForEverySeed(StopByForce);

    [Fact]
    public void The_same_seed_is_the_same_run()
    {
        RunInOrder(seed: 7);
        var (once, time) = (world.Events.Select(e => e.ToString()).ToArray(), world.Now);
        RunInOrder(seed: 7);
        Assert.NotEmpty(once);
        Assert.Equal(once, world.Events.Select(e => e.ToString()), StringComparer.Ordinal);
        Assert.Equal(time, world.Now);
    }

    private static void ForEverySeed(Action<int> run)
    {
        for (var seed = 0; seed < Seeds; seed++)
        {
            try
            {
                run(seed);
            }
            catch (Exception failure)
            {
                throw new InvalidOperationException($"Seed {seed}: {failure.Message}", failure);
            }
        }
    }

    private void RunInOrder(int seed)
    {
        var (random, graph) = Begin(seed);
        var running = world.Start(graph.Graph);
        var stopAt = random.Next(3) == 0 ? MostSteps / 2 : random.Next(2000);
        for (var step = 0; !running.Ended.IsCompleted; step++)
        {
            Assert.True(step < MostSteps, "The graph does not end.");
            if (step == stopAt)
            {
                running.Stop();
            }

            Happen(random, graph.Ledger, mayWait: step <= stopAt);
            Invariants.HoldAtAnyMoment(graph.Ledger, running.Metrics);
        }

        Assert.False(running.Ended.IsFaulted, "A node broke.");
        Invariants.HoldAfterAnEndInOrder(graph.Ledger, world.Closings, running.Metrics);
    }

    private void StopByForce(int seed)
    {
        var (random, graph) = Begin(seed);
        var running = world.Start(graph.Graph);
        for (var step = random.Next(600); step > 0 && !running.Ended.IsCompleted; step--)
        {
            Happen(random, graph.Ledger, mayWait: true);
        }

        world.System.Stop(running.Actor);
        world.Settle();
        Assert.True(running.Ended.IsCompleted, "The graph does not end.");
        Invariants.HoldAfterAnyEnd(graph.Ledger, world.Closings);
    }

    private (Random Random, RandomGraph Graph) Begin(int seed)
    {
        var random = new Random(seed);
        world.Begin(random, shareStarved: random.NextDouble() / 2);
        return (random, new RandomGraph(random));
    }

    /// <summary>One thing happens: a message is handled, a timer fires, a tick comes, or somebody ends a worker from outside.</summary>
    private void Happen(Random random, Ledger ledger, bool mayWait)
    {
        if (random.Next(200) == 0)
        {
            Assassin.Strike(world.System, random, ledger);
        }

        if (random.Next(20) == 0)
        {
            world.Tick(random);
        }

        var timeIsUp = mayWait && random.Next(50) == 0 && world.FireNext();
        if (!timeIsUp && !world.RunOne() && !(mayWait && world.FireNext()))
        {
            Assert.Fail(mayWait ? "Nothing happens any more." : "Stopping waits for time to pass.");
        }
    }
}
