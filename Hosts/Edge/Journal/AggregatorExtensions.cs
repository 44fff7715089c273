using Akka.Actor;
using Akka.Hosting;
using Vitrine.Aggregation.Journal;
using Vitrine.Aggregation.Windows;
using Vitrine.Protocol;

namespace Vitrine.Hosts.Edge.Journal;

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
                    var aggregator = Props.Create(() =>
                        new AggregatorActor(run.Options.Windows, store, cut.Close, feed, clock)
                    );
                    registry.Register<AggregatorActor>(system.ActorOf(aggregator, "aggregator"));
                }
            );
}
