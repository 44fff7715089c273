using Google.Protobuf;
using Vitrine.Jobs;
using Vitrine.Training.Cluster;
using Vitrine.Training.Cluster.Queue;
using Vitrine.Wire;
using Xunit;

namespace Vitrine.Tests.Training.Cluster;

/// <summary>
/// A coordinator and some workers under virtual time, with a network that loses, doubles, delays and reorders messages,
/// workers that die and are cut off, and a coordinator that is killed and recovers from its journal.
/// </summary>
internal sealed class ModelCluster
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(250);
    private static readonly DateTimeOffset Epoch = new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private readonly Random random;
    private readonly List<(TimeSpan Due, Action Arrive)> underWay = [];
    private readonly List<ModelWorker> workers = [];
    private readonly Dictionary<ModelWorker, TimeSpan> cutOff = [];
    private readonly HashSet<(string, long)> worked = [];
    private TimeSpan downUntil = TimeSpan.MinValue;
    private int born;

    public ModelCluster(int seed)
    {
        random = new Random(seed);
        for (var worker = 0; worker < 3; worker++)
        {
            Bear();
        }
    }

    public TimeSpan Now { get; private set; }

    public List<IMessage> Journal { get; } = [];

    public Coordination Coordination { get; private set; } = new(new LeaseOptions());

    public bool IsRough { get; set; } = true;

    /// <summary>Attempts in which a worker worked.</summary>
    public int Attempts => worked.Count;

    /// <summary>A client that is always heard.</summary>
    public IMessage Ask(IMessage message) => Decide(message)!;

    public void Step()
    {
        Now += Tick;
        if (IsRough)
        {
            MakeTrouble();
        }

        foreach (var worker in workers)
        {
            foreach (var message in worker.Act(Now).ToArray())
            {
                Send(worker, () => Answer(worker, message));
            }
        }

        var arriving = underWay.Where(parcel => parcel.Due <= Now).ToArray();
        random.Shuffle(arriving);
        underWay.RemoveAll(parcel => parcel.Due <= Now);
        foreach (var (_, arrive) in arriving)
        {
            arrive();
        }

        if (IsUp)
        {
            if (Now.Ticks / Tick.Ticks % 8 == 0)
            {
                RequireThatStrangersChangeNothing();
            }

            Remember(Coordination.Decide(Now, Epoch + Now));
            Coordination = Coordination.With(Now);
        }

        RequireOneWorkerForEachJob();
    }

    /// <summary>What a coordinator knows that reads the journal anew.</summary>
    public QueueState Recovered() =>
        Journal.Aggregate(new QueueState(), (queue, happened) => queue.Apply(Copy(happened)));

    private bool IsUp => Now >= downUntil;

    private void Bear() => workers.Add(new ModelWorker($"w{++born}", random));

    private void MakeTrouble()
    {
        switch (random.Next(400))
        {
            case 0:
                workers.RemoveAt(random.Next(workers.Count));
                Bear();
                break;
            case 1:
                cutOff[workers[random.Next(workers.Count)]] = Now + TimeSpan.FromSeconds(random.Next(1, 40));
                break;
            case 2:
                // Whatever it knew and had not written is gone.
                downUntil = Now + TimeSpan.FromSeconds(random.Next(1, 20));
                Coordination = (new Coordination(new LeaseOptions()) with { Queue = Recovered() }).Begun(downUntil);
                break;
        }
    }

    private void Send(ModelWorker worker, Action arrive)
    {
        if (IsRough && (random.Next(10) == 0 || cutOff.GetValueOrDefault(worker) > Now))
        {
            return;
        }

        var copies = IsRough && random.Next(10) == 0 ? 2 : 1;
        for (var copy = 0; copy < copies; copy++)
        {
            var delay = IsRough && random.Next(10) == 0 ? random.Next(15_000) : random.Next(500);
            underWay.Add((Now + TimeSpan.FromMilliseconds(delay), arrive));
        }
    }

    private void Answer(ModelWorker worker, IMessage message)
    {
        if (IsUp && Decide(message) is { } answer)
        {
            Send(worker, () => worker.Hear(answer));
        }
    }

    private IMessage? Decide(IMessage message)
    {
        var now = Epoch + Now;
        switch (message)
        {
            case WorkerOffer offer:
                Coordination = Coordination.With(offer, Now);
                return Remember(Coordination.Decide(offer, Now, now));
            case RenewLease renew:
                Coordination = Coordination.With(renew, Now);
                return Remember(Coordination.Decide(renew));
            case JobReports reports:
                return Remember(Vitrine.Training.Cluster.Queue.Attempts.Take(Coordination.Queue, reports, now));
            case SubmitJob submit:
                return Remember(ClientRequests.Decide(Coordination.Queue, submit, now));
            case CancelJob cancel:
                return Remember(ClientRequests.Decide(Coordination.Queue, cancel, now));
            case ResumeJob resume:
                return Remember(ClientRequests.Decide(Coordination.Queue, resume, now));
            default:
                throw new ArgumentException(message.ToString(), nameof(message));
        }
    }

    private IMessage? Remember(Decision decision)
    {
        foreach (var happened in decision.Events)
        {
            Journal.Add(Copy(happened));
            Coordination = Coordination.Apply(happened, Now);
        }

        return decision.Answer is null ? null : Copy(decision.Answer);
    }

    // They know all but the secret.
    private void RequireThatStrangersChangeNothing()
    {
        foreach (var job in Coordination.Queue.Running)
        {
            var forged = new JobReports
            {
                Worker = job.Worker,
                Id = job.Id,
                Attempt = job.Attempt,
                First = job.Reports + 1,
                Reports = { new JobReport { Finished = new AttemptFinished() } },
                Secret = Orders.SecretOf("stranger"),
            };
            var renewal = new RenewLease
            {
                Worker = job.Worker,
                Id = job.Id,
                Attempt = job.Attempt,
                Secret = forged.Secret,
            };
            var offer = new WorkerOffer
            {
                Worker = job.Worker,
                Version = NodeAddress.ProtocolVersion,
                Has = new WorkerResources { Devices = { "cpu" } },
                Secret = forged.Secret,
            };
            Assert.Equal(
                Decision.None.Events,
                Vitrine.Training.Cluster.Queue.Attempts.Take(Coordination.Queue, forged, Epoch + Now).Events
            );
            Assert.Null(Coordination.Decide(renewal).Answer);
            Assert.Same(Coordination, Coordination.With(renewal, Now));
            Assert.IsType<WorkerRefused>(Coordination.Decide(offer, Now, Epoch + Now).Answer);
            Assert.Same(Coordination, Coordination.With(offer, Now));
        }
    }

    private void RequireOneWorkerForEachJob()
    {
        var busy = workers.Where(worker => worker.IsWorking(Now)).ToArray();
        Assert.Equal(busy.Length, busy.DistinctBy(worker => worker.Attempt!.Order.Id).Count());
        worked.UnionWith(busy.Select(worker => (worker.Attempt!.Order.Id, worker.Attempt.Order.Attempt)));
    }

    // As over the wire and from the journal: nobody shares an object.
    private static IMessage Copy(IMessage message) => message.Descriptor.Parser.ParseFrom(message.ToByteArray());
}
