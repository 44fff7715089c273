using Akka.Actor;
using Akka.Configuration;
using Akka.Dispatch;

namespace Vitrine.Tests.Dataflow.Simulation;

/// <summary>
/// Runs mailboxes on the thread of the test, a message or a few at a time, in an order that a seed decides. Some mailboxes are
/// starved: others overtake them nearly always. The order depends on nothing else, so the same seed is the same run.
/// </summary>
internal sealed class SeededDispatcher(MessageDispatcherConfigurator configurator) : MessageDispatcher(configurator)
{
    private const double OvertakeStarved = 0.95;
    private readonly Dictionary<IRunnable, Box> boxes = new(ReferenceEqualityComparer.Instance);
    private readonly List<Box> ready = [];
    private Random random = new(0);
    private double starvation;

    /// <summary>How long a run of the actor at this path takes to begin, in virtual time. Default: no time.</summary>
    public Func<ActorPath, TimeSpan> Slowness { get; set; } = _ => TimeSpan.Zero;

    /// <summary>Messages handled since the reset, but for those that an actor sent itself.</summary>
    public int Handled { get; private set; }

    /// <summary>Forgets everything.</summary>
    /// <param name="with">Decides who runs next.</param>
    /// <param name="shareStarved">Share of mailboxes that are starved, 0 to 1.</param>
    public void Reset(Random with, double shareStarved)
    {
        boxes.Clear();
        ready.Clear();
        Handled = 0;
        random = with;
        starvation = shareStarved;
        Slowness = _ => TimeSpan.Zero;
    }

    /// <summary>Lets one mailbox handle a message, or a few; false when none has any.</summary>
    public bool RunOne()
    {
        if (ready.Count == 0)
        {
            return false;
        }

        var index = random.Next(ready.Count);
        while (ready[index].Starved && ready.Exists(b => !b.Starved) && random.NextDouble() < OvertakeStarved)
        {
            index = random.Next(ready.Count);
        }

        var next = ready[index];
        ready.RemoveAt(index);
        var waiting = Waiting(next);
        next.Run.Run();
        Handled += waiting - Waiting(next);
        return true;
    }

    /// <inheritdoc />
    public override void Attach(ActorCell cell)
    {
        var mailbox = cell.Mailbox!;
        boxes[mailbox] = new Box(mailbox, cell.Self.Path, random.NextDouble() < starvation);
        base.Attach(cell);
    }

    /// <inheritdoc />
    protected override void ExecuteTask(IRunnable run)
    {
        if (!boxes.TryGetValue(run, out var box))
        {
            return; // It belongs to a run that is over.
        }

        var delay = Slowness(box.Path);
        if (delay > TimeSpan.Zero)
        {
            Configurator.Prerequisites.Scheduler.Advanced.ScheduleOnce(delay, () => Enter(box));
        }
        else
        {
            Enter(box);
        }
    }

    /// <inheritdoc />
    protected override void Shutdown() { }

    private static int Waiting(Box box) => ((Mailbox)box.Run).MessageQueue.Count;

    /// <summary>Sorted by path, because Akka stops children in an order that changes from process to process.</summary>
    private void Enter(Box box)
    {
        var index = ready.FindIndex(b => string.CompareOrdinal(b.Key, box.Key) > 0);
        ready.Insert(index < 0 ? ready.Count : index, box);
    }

    private sealed record Box(IRunnable Run, ActorPath Path, bool Starved)
    {
        public string Key { get; } = Path.ToStringWithoutAddress();
    }
}

#pragma warning disable MA0048 // Akka's way to a dispatcher.
/// <summary>Gives Akka the one dispatcher of a simulated world.</summary>
internal sealed class SeededDispatcherConfigurator : MessageDispatcherConfigurator
{
    private readonly SeededDispatcher dispatcher;

    public SeededDispatcherConfigurator(Config config, IDispatcherPrerequisites prerequisites)
        : base(config, prerequisites) => dispatcher = new SeededDispatcher(this) { Throughput = 1 };

    /// <inheritdoc />
    public override MessageDispatcher Dispatcher() => dispatcher;
}
#pragma warning restore MA0048
