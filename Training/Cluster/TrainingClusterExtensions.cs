using Akka;
using Akka.Actor;
using Akka.Cluster.Hosting;
using Akka.Cluster.Tools.Singleton;
using Akka.Coordination;
using Akka.Hosting;
using Akka.Pattern;
using Vitrine.Jobs;
using Vitrine.Training.Cluster.Work;
using Vitrine.Wire;

namespace Vitrine.Training.Cluster;

/// <summary>Registers the actors of the training cluster.</summary>
public static class TrainingClusterExtensions
{
    private static readonly TimeSpan LeaveTimeout = TimeSpan.FromSeconds(15);

    /// <summary>Makes the actor system a node of the cluster.</summary>
    /// <param name="akka">The actor system.</param>
    /// <param name="options">The node.</param>
    /// <param name="seeds">The nodes to join.</param>
    /// <param name="store">The shared store.</param>
    /// <param name="tls">The node's certificates; null: nodes speak in plain text.</param>
    /// <param name="turnedAway">Takes a node's address, and why its certificate was not taken; on any thread.</param>
    public static AkkaConfigurationBuilder AddTrainingCluster(
        this AkkaConfigurationBuilder akka,
        NodeOptions options,
        IReadOnlyList<string> seeds,
        JobStore store,
        PrivateTls? tls = null,
        Action<string, string>? turnedAway = null
    ) =>
        (tls is null ? akka : akka.AddSetup(tls.AmongNodes(turnedAway ?? ((_, _) => { }))))
            .AddHocon(ClusterHocon.Of(options, seeds, store), HoconAddMode.Prepend)
            .AddHocon(ClusterSingleton.DefaultConfig(), HoconAddMode.Append)
            .AddHocon(LeaseProvider.DefaultConfig(), HoconAddMode.Append)
            .WithActors(
                (system, _) => system.ActorOf(Props.Create(() => new MembershipLogActor(seeds)), "membership-log")
            );

    /// <summary>Keeps the queue here, or stands by to do so.</summary>
    public static AkkaConfigurationBuilder AddCoordinator(
        this AkkaConfigurationBuilder akka,
        NodeOptions options,
        JobStore store,
        QueueDatabase database,
        TimeProvider time
    ) =>
        akka.AddHocon(database.Hocon, HoconAddMode.Prepend)
            .WithSingleton<CoordinatorActor>(
                NodeAddress.Jobs,
                BackoffSupervisor.Props(
                    Backoff
                        .OnStop(
                            Props.Create(() => new CoordinatorActor(options.Leases, store, database, time)),
                            "queue",
                            TimeSpan.FromSeconds(1),
                            TimeSpan.FromSeconds(10),
                            randomFactor: 0.2,
                            maxNrOfRetries: -1
                        )
                        .WithFinalStopMessage(message => message is StopCoordinator)
                ),
                new ClusterSingletonOptions
                {
                    Role = NodeOptions.Coordinator,
                    TerminationMessage = StopCoordinator.Instance,
                }
            );

    /// <summary>The way to the coordinator, for a node that does not keep the queue.</summary>
    public static AkkaConfigurationBuilder AddWayToCoordinator(this AkkaConfigurationBuilder akka) =>
        akka.WithSingletonProxy<CoordinatorActor>(
            NodeAddress.Jobs,
            new ClusterSingletonOptions { Role = NodeOptions.Coordinator }
        );

    /// <summary>Trains here.</summary>
    /// <param name="akka">The actor system.</param>
    /// <param name="options">The node.</param>
    /// <param name="runner">Where the work is done; outlives the actor system.</param>
    /// <param name="resources">What there is, now.</param>
    /// <param name="time">The clock.</param>
    public static AkkaConfigurationBuilder AddWorker(
        this AkkaConfigurationBuilder akka,
        NodeOptions options,
        JobRunner runner,
        Func<WorkerResources> resources,
        TimeProvider time
    ) =>
        akka.WithActors(
            (system, registry) =>
            {
                var address = Akka.Cluster.Cluster.Get(system).SelfAddress;
                var name = $"{address.Host}:{address.Port}-{runner.Name}";
                var coordinator = registry.Get<CoordinatorActor>();
                var offer = () =>
                    new WorkerOffer
                    {
                        Worker = name,
                        Version = NodeAddress.ProtocolVersion,
                        Has = resources(),
                        Secret = runner.Secret,
                    };
                var guard = new WorkerGuard(runner.Secret, Keeper.Of(system).IsAt);
                var worker = system.ActorOf(
                    Props.Create(() => new JobWorkerActor(coordinator, runner, offer, options.Leases, guard, time)),
                    "worker"
                );
                registry.Register<JobWorkerActor>(worker);
                LeaveInOrder(system, worker);
            }
        );

    // A node that the others gave up does not leave: its work waits until it is among them again.
    private static void LeaveInOrder(ActorSystem system, IActorRef worker)
    {
        var shutdown = CoordinatedShutdown.Get(system);
        shutdown.AddTask(
            CoordinatedShutdown.PhaseBeforeServiceUnbind,
            "give the job back",
            () =>
                shutdown.ShutdownReason is CoordinatedShutdown.ClusterDowningReason
                    ? Task.FromResult(Done.Instance)
                    : worker.Ask<Done>(LeaveWork.Instance, LeaveTimeout)
        );
    }
}
