using Akka.Actor;
using Akka.Configuration;
using Vitrine.Dataflow;
using Vitrine.Tests.Dataflow.Simulation;
using Xunit;

namespace Vitrine.Tests.Dataflow;

/// <summary>The same promises on real threads and real dispatchers, where races are.</summary>
public sealed class RealThreadTests : IDisposable
{
    private const int Seeds = 200;

    /// <summary>Graphs side by side: each spends most of its time in its pauses.</summary>
    private const int AtOnce = 8;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly ActorSystem system = ActorSystem.Create(
        "real",
        ConfigurationFactory
            .ParseString("akka { loglevel = OFF, stdout-loglevel = OFF, log-dead-letters = off }")
            .WithFallback(ConfigurationFactory.ParseString(NodeSettings.Hocon))
    );

    [Fact]
    public Task Every_graph_accounts_for_every_element_on_real_threads() =>
        Parallel.ForEachAsync(
            Enumerable.Range(0, Seeds),
            new ParallelOptions
            {
                MaxDegreeOfParallelism = AtOnce,
                CancellationToken = TestContext.Current.CancellationToken,
            },
            async (seed, _) =>
            {
                try
                {
                    await Run(seed);
                }
                catch (Exception failure)
                {
                    throw new InvalidOperationException($"Seed {seed}: {failure.Message}", failure);
                }
            }
        );

    [Fact]
    public async Task A_reading_that_waits_for_something_from_outside_does_not_keep_a_graph_from_stopping()
    {
        var began = new TaskCompletionSource();
        var source = new SourceNode<string>("source", () => new WaitingSource(began)) { Pace = SourcePace.Live };
        var nowhere = System.Threading.Channels.Channel.CreateBounded<string>(1);
        var running = Flow.From(source).To("end", nowhere.Writer).Start(system, system, "waiting", new NodeSettings());
        await Soon.Done(began.Task);

        running.Stop();

        await Soon.Done(running.Ended);
        Assert.Equal((0, 0), (running.Metrics["source"].Failed, running.Metrics["source"].Restarts));
    }

    /// <inheritdoc />
    public void Dispose() => system.Dispose();

    private sealed class WaitingSource(TaskCompletionSource began) : ISource<string>
    {
        public string Read(CancellationToken cancel)
        {
            began.TrySetResult();
            cancel.WaitHandle.WaitOne();
            throw new IOException("interrupted");
        }

        public void Dispose() { }
    }

    private async Task Run(int seed)
    {
        var random = new LockedRandom(seed);
        var graph = new RandomGraph(random, haste: 1000);
        var (stopAt, byForce, attempts) = (random.Next(100), random.Next(4) == 0, 0);
        var enough = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var closings = new Closings();
        var ticker = system.ActorOf(Props.Create(() => new Ticker(closings)));
        graph.OnAttempt = () =>
        {
            if (random.Next(20) == 0)
            {
                Assassin.Strike(system, random, graph.Ledger);
            }

            if (random.Next(5) == 0 && closings.Ready.TryPeek(out var step))
            {
                ticker.Tell(new Ticker.SendTo(step));
            }

            if (attempts++ == stopAt)
            {
                enough.SetResult();
            }
        };

        var running = graph.Graph.Start(system, system, $"graph-{seed}", new NodeSettings { Ticker = ticker });
        await Task.WhenAny(enough.Task, running.Ended).WaitAsync(Patience, TestContext.Current.CancellationToken);
        if (byForce)
        {
            system.Stop(running.Actor);
        }
        else
        {
            running.Stop();
        }

        await running.Ended.WaitAsync(Patience, TestContext.Current.CancellationToken);
        // The reclaimer and the ticker are actors: what died last may still be on its way to them.
        SpinWait.SpinUntil(() => graph.Ledger.Pool.Outstanding == 0, Patience);
        SpinWait.SpinUntil(() => closings.Ended.Count == graph.Ledger.Stepped.Count, Patience);
        Invariants.HoldAfterAnyEnd(graph.Ledger, closings);
        Invariants.HoldAtAnyMoment(graph.Ledger, running.Metrics);
        if (!byForce)
        {
            Invariants.HoldAfterAnEndInOrder(graph.Ledger, closings, running.Metrics);
        }
    }
}
