using System.Collections.Concurrent;
using Akka.Actor;
using Akka.Configuration;
using Akka.Event;
using Vitrine.Jobs;
using Vitrine.Training.Cluster;
using Vitrine.Training.Cluster.Work;
using Vitrine.Wire;

namespace Vitrine.Tests.Training.Cluster;

/// <summary>A coordinator over a real database and some workers, in one actor system; the data is drawn.</summary>
internal sealed class SmallCluster : IAsyncDisposable
{
    private static readonly LeaseOptions Quick = new() { Length = TimeSpan.FromSeconds(2) };

    private readonly TemporaryFolder folder = new();
    private readonly List<JobRunner> runners = [];
    private readonly ActorSystem system;
    private readonly IActorRef coordinator;
    private readonly LeaseOptions leases;
    private readonly ConcurrentQueue<object> logged = [];

    public SmallCluster(LeaseOptions? options = null)
    {
        leases = options ?? Quick;
        DrawnData.Draw(folder["data"], training: 8, others: 4);
        Store = new JobStore(folder["store"]);
        var database = QueueDatabase.Open(Store.Database);
        system = ActorSystem.Create(
            "small",
            ConfigurationFactory
                .ParseString("akka { stdout-loglevel = OFF, loglevel = WARNING, loggers = [] }")
                .WithFallback(database.Hocon)
                .WithFallback(RefusingSerializer.Hocon)
                .WithFallback(ProtocolSerializer.Hocon)
        );
        var log = Watcher(logged.Enqueue);
        system.EventStream.Subscribe(log, typeof(Error));
        system.EventStream.Subscribe(log, typeof(Warning));
        coordinator = system.ActorOf(
            Props.Create(() =>
                new Standby(Props.Create(() => new CoordinatorActor(leases, Store, database, TimeProvider.System)))
            )
        );
    }

    public JobStore Store { get; }

    /// <summary>The actor system of all of them.</summary>
    public ActorSystem System => system;

    /// <summary>Who is asked.</summary>
    public IActorRef Jobs => coordinator;

    /// <summary>Warnings and errors.</summary>
    public IEnumerable<string> Log => logged.Select(said => $"{said}");

    public string this[string name] => folder[name];

    public TrainingJob Job =>
        new()
        {
            Task = "gender",
            Data = { folder["data"] },
            Epochs = 3,
        };

    public Task<string> Submit(string key, Action<SubmitJob>? change = null) => Submit(key, Job, change);

    public async Task<string> Submit(string key, TrainingJob job, Action<SubmitJob>? change = null)
    {
        var submit = new SubmitJob { Key = key, Job = job };
        change?.Invoke(submit);
        return (await Ask<JobSubmitted>(submit)).Id;
    }

    public async Task<string> Refused(object asked) => (await Ask<RequestRefused>(asked)).Reason;

    public async Task<T> Ask<T>(object asked)
    {
        try
        {
            return await coordinator.Ask<T>(asked, TimeSpan.FromSeconds(30));
        }
        catch (AskTimeoutException late)
        {
            throw new InvalidOperationException($"no answer to {asked}; in the log: {string.Join('\n', logged)}", late);
        }
    }

    public void Tell(object message, IActorRef from) => coordinator.Tell(message, from);

    /// <summary>The coordinator dies, and what it had not written is gone.</summary>
    public void KillCoordinator() => coordinator.Tell(Standby.Again);

    /// <summary>Adds a worker; stopping the actor is as good as its process's death, but that its thread then waits.</summary>
    /// <param name="name">The worker's name.</param>
    /// <param name="work">What it does.</param>
    /// <param name="version">Of the protocol.</param>
    /// <param name="isHonest">Whether what it says that it left was put into the store by it.</param>
    public IActorRef AddWorker(
        string name,
        JobWork work,
        int version = NodeAddress.ProtocolVersion,
        bool isHonest = true
    )
    {
        var runner = new JobRunner(isHonest ? run => Left(run, work(run)) : work, TimeProvider.System);
        runners.Add(runner);
        var offer = new WorkerOffer
        {
            Worker = name,
            Version = version,
            Has = new WorkerResources { Devices = { "cpu" }, Cores = 2 },
            Secret = runner.Secret,
        };
        var guard = new WorkerGuard(runner.Secret, _ => true);
        return system.ActorOf(
            Props.Create(() =>
                new JobWorkerActor(coordinator, runner, () => offer, leases, guard, TimeProvider.System)
            ),
            name
        );
    }

    /// <summary>Notes that an attempt left something, as the store does for one that puts it there.</summary>
    private IReadOnlyList<Artefact> Left(JobRun run, IReadOnlyList<Artefact> left)
    {
        var notes = Path.Combine(Store.Attempt(run.Order.Id, run.Order.Attempt), "left");
        Directory.CreateDirectory(notes);
        foreach (var artefact in left)
        {
            File.WriteAllBytes(Path.Combine(notes, artefact.Sha256), []);
        }

        return left;
    }

    public void Stop(IActorRef worker) => system.Stop(worker);

    public IActorRef Watcher(Action<object> hears) => system.ActorOf(Props.Create(() => new Ear(hears)));

    public async Task<JobDetails> Until(string id, Func<JobDetails, bool> isSo)
    {
        JobDetails? job = null;
        await Soon.Answered(async () =>
        {
            job = await Ask<JobDetails>(new ShowJob { Id = id });
            return isSo(job);
        });
        return job!;
    }

    public Task<JobDetails> Until(string id, JobState state) => Until(id, job => job.Summary.State == state);

    public async Task<IReadOnlyList<JobEvent>> Events(string id)
    {
        var heard = new List<JobEvent>();
        var ended = new TaskCompletionSource();
        IActorRef ear = ActorRefs.Nobody;
        ear = Watcher(message =>
        {
            if (message is JobEvents part)
            {
                heard.AddRange(part.Events);
                Tell(new WatchAck { Id = id, Number = heard.Count }, ear);
                if (part.Ended)
                {
                    ended.TrySetResult();
                }
            }
        });
        Tell(new WatchJob { Id = id }, ear);
        await Soon.Done(ended.Task);
        return heard;
    }

    public async ValueTask DisposeAsync()
    {
        await Soon.Done(system.Terminate());
        foreach (var run in runners.Select(runner => runner.Current).OfType<JobRun>())
        {
            run.Cancel();
            await Soon.Done(run.Ended);
        }

        folder.Dispose();
    }

    private sealed class Ear : ReceiveActor
    {
        public Ear(Action<object> hears) => ReceiveAny(hears);
    }
}
