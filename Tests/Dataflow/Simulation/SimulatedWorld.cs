using Akka.Actor;
using Akka.Configuration;
using Vitrine.Dataflow;
using Xunit;

namespace Vitrine.Tests.Dataflow.Simulation;

/// <summary>
/// An actor system without threads and without a clock: nothing happens but by <see cref="RunOne"/> and
/// <see cref="FireNext"/>, in an order that a seed decides. One world serves many runs, one after the other.
/// </summary>
public sealed class SimulatedWorld : IDisposable
{
    private const string Hocon = """
        akka {
          loglevel = OFF
          stdout-loglevel = OFF
          log-dead-letters = off
          scheduler.implementation = "Vitrine.Tests.Dataflow.Simulation.VirtualScheduler, Vitrine.Tests"
          # Guardians, listeners and the reclaimer: at once, on the thread of the test.
          actor.default-dispatcher.type = "Akka.TestKit.CallingThreadDispatcherConfigurator, Akka.TestKit"
          actor.internal-dispatcher.type = "Akka.TestKit.CallingThreadDispatcherConfigurator, Akka.TestKit"
        }
        simulated-dispatcher.type = "Vitrine.Tests.Dataflow.Simulation.SeededDispatcherConfigurator, Vitrine.Tests"
        """;

    private readonly VirtualScheduler scheduler;
    private readonly SeededDispatcher dispatcher;
    private readonly List<NodeEvent> events = [];
    private readonly IActorRef ticker;
    private RunningGraph? last;
    private int graphs;

    public SimulatedWorld()
    {
        System = ActorSystem.Create("simulated", ConfigurationFactory.ParseString(Hocon));
        scheduler = (VirtualScheduler)System.Scheduler;
        dispatcher = (SeededDispatcher)System.Dispatchers.Lookup("simulated-dispatcher");
        ticker = System.ActorOf(Props.Create(() => new Ticker(Closings)));
        Settings = new NodeSettings
        {
            Ticker = ticker,
            Clock = new VirtualClock(scheduler),
            NodeDispatcher = "simulated-dispatcher",
            WorkerDispatcher = "simulated-dispatcher",
        };
        System.EventStream.Subscribe(System.ActorOf(Props.Create(() => new Listener(events))), typeof(NodeEvent));
    }

    /// <summary>The actor system.</summary>
    public ActorSystem System { get; }

    /// <summary>For the nodes of a graph.</summary>
    public NodeSettings Settings { get; }

    /// <summary>What the nodes published since the run began.</summary>
    public IReadOnlyList<NodeEvent> Events => events;

    /// <summary>What steps that take ticks gave since the run began.</summary>
    internal Closings Closings { get; } = new();

    /// <summary>Virtual time since the run began.</summary>
    public TimeSpan Now => scheduler.MonotonicClock;

    /// <summary>Begins a run.</summary>
    public SimulatedWorld Begin(Random random, double shareStarved = 0)
    {
        StopLast();
        dispatcher.Reset(random, shareStarved);
        scheduler.Reset();
        events.Clear();
        Closings.Clear();
        return this;
    }

    /// <summary>Makes every message that the actors below this path handle take some virtual time.</summary>
    public void SlowDown(string name, TimeSpan by) =>
        dispatcher.Slowness = path => path.Elements.Contains(name, StringComparer.Ordinal) ? by : TimeSpan.Zero;

    /// <summary>Starts a graph.</summary>
    public RunningGraph Start(Graph graph) => last = graph.Start(System, System, $"graph-{graphs++}", Settings);

    /// <summary>Sends a tick to one of the steps that take them, if there is one.</summary>
    public void Tick(Random random)
    {
        if (!Closings.Ready.IsEmpty)
        {
            ticker.Tell(new Ticker.SendTo(Closings.Ready.ElementAt(random.Next(Closings.Ready.Count))));
        }
    }

    /// <summary>Messages that nodes and workers have handled since the run began.</summary>
    public int Handled => dispatcher.Handled;

    /// <summary>Lets one actor handle a message, or a few; false when there is none to handle.</summary>
    public bool RunOne() => dispatcher.RunOne();

    /// <summary>Lets time pass up to the next timer; false when none waits.</summary>
    public bool FireNext() => scheduler.FireNext(TimeSpan.MaxValue);

    /// <summary>Lets every message be handled, in no time.</summary>
    public void Settle()
    {
        while (RunOne()) { }
    }

    /// <summary>Lets time pass, and everything happen that happens in it.</summary>
    public void Pass(TimeSpan time)
    {
        var end = Now + time;
        do
        {
            Settle();
        } while (scheduler.FireNext(end));

        scheduler.PassTo(end);
    }

    /// <summary>Lets everything happen until the graph has ended; at most ten virtual hours.</summary>
    public void RunToEnd(RunningGraph graph)
    {
        Settle();
        while (!graph.Ended.IsCompleted && Now < TimeSpan.FromHours(10) && FireNext())
        {
            Settle();
        }

        Assert.True(graph.Ended.IsCompleted, "The graph does not end.");
    }

    /// <inheritdoc />
    public void Dispose()
    {
        StopLast();
        System.Dispose();
    }

    private void StopLast()
    {
        if (last is not null)
        {
            System.Stop(last.Actor);
            RunToEnd(last);
        }
    }

    private sealed class Listener : ReceiveActor
    {
        public Listener(List<NodeEvent> events) => Receive<NodeEvent>(events.Add);
    }
}
