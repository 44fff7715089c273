using System.Reflection;
using Akka.Actor;
using Akka.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Vitrine.Dataflow;
using Vitrine.Device;
using Vitrine.Fleet;

namespace Vitrine.Hosts.Edge;

/// <summary>Runs the device's side of rollouts for as long as the process runs.</summary>
public sealed class RolloutService(
    DevicePlan plan,
    HubAddress hub,
    EdgeRun run,
    IRequiredActor<EdgeGraph> graph,
    IRequiredActor<RecentEventsActor> events,
    ActorSystem system,
    TimeProvider clock
) : BackgroundService
{
    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // The actor system is up once the graph is.
        await graph.GetAsync(stoppingToken);
        using var metrics = new RolloutMetrics();
        await using var link = new HubLink(hub, HubAddress.Devices, clock, plan.Tls);
        var device = system.ActorOf(Device(link, metrics), DeviceActor.Name);
        (await events.GetAsync(stoppingToken)).Tell(new RecentEventsActor.TellTo(device));
        try
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, clock, stoppingToken);
        }
        finally
        {
            await device.GracefulStop(TimeSpan.FromSeconds(3));
        }
    }

    private Props Device(HubLink link, RolloutMetrics metrics)
    {
        var (time, options) = (clock, run.Options.Rollout);
        var facts = new DeviceFacts(
            run.Options.Windows.Device,
            Assembly.GetExecutingAssembly().GetName().Version ?? new Version(0, 0, 0),
            run.Pipeline.Slots,
            plan.SetUp,
            plan.Keys,
            plan.Store
        );
        return Props
            .Create(() => new DeviceActor(facts, options, link, time, metrics))
            .WithDispatcher(new NodeSettings().WorkerDispatcher);
    }
}

#pragma warning disable MA0048 // The service's one way in.
/// <summary>Registers the device's side of rollouts.</summary>
public static class RolloutServiceExtensions
{
    /// <summary>Dials the hub, where there is one.</summary>
    public static IServiceCollection AddRollout(this IServiceCollection services, DevicePlan? plan) =>
        plan?.Hub is not { } hub
            ? services
            : services.AddHostedService(provider =>
                ActivatorUtilities.CreateInstance<RolloutService>(provider, plan, hub)
            );
}
#pragma warning restore MA0048
