using Akka.Actor;
using Akka.Actor.Setup;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Vitrine.Windows;
using Vitrine.Windows.Subscriptions;
using Vitrine.Wire;

namespace Vitrine.Hosts.Edge.Sinks;

/// <summary>
/// The port where windows are subscribed to over Akka.Remote. It has an actor system of its own: nothing that a peer sends
/// can reach the actors that count, and where it breaks down, it is opened again while they go on.
/// </summary>
public sealed class EventsPort(EventsPortPlan plan, WindowFeed feed, TimeProvider clock, ILogger<EventsPort> logger)
    : BackgroundService
{
    private static readonly TimeSpan OpenAgainAfter = TimeSpan.FromSeconds(5);
    private ActorSystem? system;

    /// <inheritdoc />
    /// <exception cref="BadInputException">It cannot be opened.</exception>
    public override Task StartAsync(CancellationToken cancellationToken)
    {
        try
        {
            system = Open();
        }
        catch (Exception refused)
        {
            throw new BadInputException(
                $"events.remote {plan.Wanted} cannot be opened: {refused.GetBaseException().Message}",
                refused
            );
        }

        if (plan.Wanted.Port == 0 || plan.Address == plan.Wanted)
        {
            logger.LogInformation("events: {Address} (./vitrine events --edge {Address})", plan.Address, plan.Address);
        }
        else
        {
            logger.LogWarning(
                "events: {Address} (port {Port} is taken; events.remote chooses another)",
                plan.Address,
                plan.Wanted.Port
            );
        }

        return base.StartAsync(cancellationToken);
    }

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!await IsStoppedAsync(stoppingToken))
        {
            logger.LogWarning(
                "events: the port broke down and is opened again in {Seconds} s; subscribers lose nothing",
                OpenAgainAfter.TotalSeconds
            );
            await Task.Delay(OpenAgainAfter, clock, stoppingToken);
            try
            {
                system = Open();
            }
            catch (Exception refused)
            {
                logger.LogWarning("events: {Reason}", refused.GetBaseException().Message);
            }
        }
    }

    /// <summary>Waits for the system's end; false when it came unasked.</summary>
    private async Task<bool> IsStoppedAsync(CancellationToken stoppingToken)
    {
        try
        {
            await system!.WhenTerminated.WaitAsync(stoppingToken);
            system.Dispose();
            return false;
        }
        catch (OperationCanceledException)
        {
            await system!.Terminate();
            system.Dispose();
            return true;
        }
    }

    private ActorSystem Open()
    {
        var log = new PortLog(line => logger.LogWarning("events: {Line}", line), clock);
        var opened = ActorSystem.Create(
            EventsAddress.System,
            ActorSystemSetup.Create(BootstrapSetup.Create().WithConfig(plan.Config), new AkkaLogSetup(log.Write))
        );
        var (windows, options, time) = (feed, plan.Options, clock);
        opened.ActorOf(Props.Create(() => new EventsActor(windows, options, time)), EventsActor.Name);
        return opened;
    }
}

#pragma warning disable MA0048 // The port's one way in.
/// <summary>Opens the port.</summary>
public static class EventsPortExtensions
{
    /// <summary>Takes subscriptions, where there is a plan for it.</summary>
    public static IServiceCollection AddEventsPort(this IServiceCollection services, EventsPortPlan? plan) =>
        plan is null ? services : services.AddSingleton(plan).AddHostedService<EventsPort>();
}
#pragma warning restore MA0048
