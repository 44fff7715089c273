using Akka.Actor;
using Akka.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Vitrine.Fleet.Hub;
using Vitrine.Hosts.Trainer.Http;
using Vitrine.Hosts.Web;
using Vitrine.Jobs;
using Vitrine.Training.Cluster;
using Vitrine.Training.Cluster.Clients;
using Vitrine.Training.Cluster.Work;
using Vitrine.Training.Network;
using Vitrine.Wire;

namespace Vitrine.Hosts.Trainer;

/// <summary>Runs <c>trainer</c>.</summary>
public static class NodeHost
{
    private const int ThreadsForActors = 16;
    private static readonly TimeSpan StopTimeout = TimeSpan.FromSeconds(28);

    /// <summary>Runs a node until it is stopped. One that the others gave up, because the network was cut, joins again.</summary>
    /// <returns>0.</returns>
    public static async Task<int> RunAsync(NodeOptions asked, PageArguments pageAsked, CancellationToken stop)
    {
        using var socket = HttpSocket.Open(HttpAddress.Parse(pageAsked.Http, PageServer.UsualPort), pageAsked.Access);
        // Reading pictures takes as many threads as there are cores, for long; leases must be renewed meanwhile.
        ThreadPool.SetMinThreads(Environment.ProcessorCount + ThreadsForActors, ThreadsForActors);
        var options = OwnAddress.Of(asked);
        var self = $"{options.Host}:{options.Port}";
        var store = new JobStore(options.Store);
        StoreLease.RequireLocks(store.Locks);
        var database = options.Coordinates ? QueueDatabase.Open(options.Database ?? store.Database) : null;
        using var cache = options.Works ? WorkerCache.Take(options.Cache) : null;
        var runner = cache is null
            ? null
            : new JobRunner(new PipelineWork(store, cache.Path, TimeProvider.System).Do, TimeProvider.System);

        var tls = options.Certificates is { } folder ? PrivateTls.Read(folder) : null;
        await using var clients = OpenClients(options, tls);
        await using var hub = OpenHub(options, store, stop);
        var parts = new Parts(options, store, database, runner, tls, clients, new ClusterGate());
        await using var page = await ServeAsync(socket, pageAsked.Access.Token, parts.Gate, hub, stop);
        IReadOnlyList<string> seeds = options.Seeds.Count > 0 ? options.Seeds : [self];
        while (await RunOnceAsync(parts, seeds, stop))
        {
            // It may begin no second cluster beside the one that goes on without it.
            var others = seeds.Where(seed => !seed.Equals(self, StringComparison.OrdinalIgnoreCase)).ToArray();
            seeds = others.Length > 0 ? others : seeds;
        }

        return 0;
    }

    /// <returns>Whether the node was given up and is to join again.</returns>
    private static async Task<bool> RunOnceAsync(Parts parts, IReadOnlyList<string> seeds, CancellationToken stop)
    {
        using var host = Build(parts, seeds);
        // Stopped while it starts, it first gets to where it can end in order.
        await host.StartAsync(CancellationToken.None);
        var shutdown = CoordinatedShutdown.Get(host.Services.GetRequiredService<ActorSystem>());
        await host.WaitForShutdownAsync(stop);
        parts.Gate.Leave();
        parts.Clients?.Leave();
        return !stop.IsCancellationRequested && shutdown.ShutdownReason is CoordinatedShutdown.ClusterDowningReason;
    }

    private static IHost Build(Parts parts, IReadOnlyList<string> seeds)
    {
        var (options, store, database, runner, tls, clients, gate) = parts;
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        CallersLifetime.Add(builder.Services);
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = StopTimeout);
        builder.Services.AddAkka(
            NodeAddress.System,
            akka =>
            {
                akka.AddHocon(NodeLog.Hocon, HoconAddMode.Prepend).AddSetup(new AkkaLogSetup(NodeLog.Write));
                akka.AddTrainingCluster(options, seeds, store, tls, NodeLog.TurnedAway);
                if (database is null)
                {
                    akka.AddWayToCoordinator();
                }
                else
                {
                    akka.AddCoordinator(options, store, database, TimeProvider.System);
                }

                akka.WithActors(
                    (system, registry) =>
                    {
                        gate.Join(system, registry.Get<CoordinatorActor>());
                        clients?.Join(system, registry.Get<CoordinatorActor>());
                    }
                );
                if (runner is not null)
                {
                    var devices = Devices.Known;
                    akka.AddWorker(options, runner, () => Resources(devices, store), TimeProvider.System);
                }
            }
        );
        return builder.Build();
    }

    private static ClientPort? OpenClients(NodeOptions options, PrivateTls? tls)
    {
        if (ClientsAddress.Of(options.Clients, options.Port) is not { } address)
        {
            return null;
        }

        var access = new ClientAccess(
            address.IsLoopback,
            AccessToken.OfEnvironment(AccessToken.OperatorVariable),
            AccessToken.OfEnvironment()
        );
        // On loopback a client has nothing to be sure of.
        var clients = ClientPort.Open(
            address,
            access,
            address.IsLoopback ? null : tls,
            TimeProvider.System,
            line => NodeLog.Say($"warning: {line}")
        );
        NodeLog.Say($"clients may dial {clients.Address} (./vitrine job list --coordinator {clients.Address})");
        return clients;
    }

    private static RolloutHub? OpenHub(NodeOptions options, JobStore store, CancellationToken stop)
    {
        if (options.Hub is not { } address)
        {
            return null;
        }

        var hub = RolloutHub.Start(
            address,
            RolloutHub.FolderIn(options.Store),
            TimeProvider.System,
            NodeLog.Say,
            store.Finished
        );
        NodeLog.Say($"devices may dial {hub.Address} for models");
        _ = SayEndAsync(hub, stop);
        return hub;
    }

    private static async Task SayEndAsync(RolloutHub hub, CancellationToken stop)
    {
        await hub.Ended;
        if (!stop.IsCancellationRequested)
        {
            NodeLog.Say("the rollout hub broke down: devices keep their models; start this node again");
        }
    }

    private static async Task<IAsyncDisposable?> ServeAsync(
        HttpSocket? socket,
        AccessToken? token,
        ClusterGate gate,
        RolloutHub? hub,
        CancellationToken stop
    )
    {
        if (socket is null)
        {
            return null;
        }

        NodeLog.Say(socket.Greeting);
        return await PageServer.StartAsync(socket, token, gate, hub, TimeProvider.System, stop);
    }

    private static WorkerResources Resources(IReadOnlyList<string> devices, JobStore store) =>
        new()
        {
            Devices = { devices },
            Cores = Environment.ProcessorCount,
            Memory = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes,
            Disk = store.Free,
        };

    private sealed record Parts(
        NodeOptions Options,
        JobStore Store,
        QueueDatabase? Database,
        JobRunner? Runner,
        PrivateTls? Tls,
        ClientPort? Clients,
        ClusterGate Gate
    );
}
