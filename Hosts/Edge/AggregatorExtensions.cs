using Akka.Actor;
using Akka.Hosting;
using Vitrine.Windows;
using Vitrine.Windows.Log;
using Vitrine.Wire;

namespace Vitrine.Hosts.Edge;

/// <summary>Registers the aggregator.</summary>
public static class AggregatorExtensions
{
    /// <summary>Starts the aggregator with the actor system, and the journal that it needs.</summary>
    /// <param name="akka">The actor system.</param>
    /// <param name="run">Is counted.</param>
    /// <param name="store">Where windows are stored.</param>
    /// <param name="feed">Takes windows once they are stored.</param>
    /// <param name="clock">Tells the time.</param>
    public static AkkaConfigurationBuilder AddAggregator(
        this AkkaConfigurationBuilder akka,
        EdgeRun run,
        WindowStore store,
        WindowFeed feed,
        TimeProvider clock
    ) =>
        akka.AddHocon(ProtocolSerializer.Hocon, HoconAddMode.Prepend)
            .AddHocon(JournalPlugin.Hocon(store.Database), HoconAddMode.Prepend)
            .WithActors(
                (system, registry) =>
                {
                    var cut = new WindowCut(run);
                    var options = new WindowLogOptions(run.Options.Windows.Length, run.Options.Windows.Keep);
                    var aggregator = Props.Create(() => new AggregatorActor(options, store, cut.Close, feed, clock));
                    registry.Register<AggregatorActor>(system.ActorOf(aggregator, "aggregator"));
                }
            );
}
