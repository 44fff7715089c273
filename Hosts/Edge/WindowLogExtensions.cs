using Akka.Actor;
using Akka.Hosting;
using Vitrine.Windows;
using Vitrine.Windows.Log;
using Vitrine.Wire;

namespace Vitrine.Hosts.Edge;

/// <summary>Registers the log of windows.</summary>
public static class WindowLogExtensions
{
    /// <summary>Starts the log with the actor system, and the journal that it needs. The graph starts after it.</summary>
    /// <param name="akka">The actor system.</param>
    /// <param name="options">How long windows are, and how long they are kept.</param>
    /// <param name="store">Where windows are stored.</param>
    /// <param name="feed">Takes windows once they are stored.</param>
    /// <param name="clock">Tells the time.</param>
    public static AkkaConfigurationBuilder AddWindowLog(
        this AkkaConfigurationBuilder akka,
        WindowLogOptions options,
        WindowStore store,
        WindowFeed feed,
        TimeProvider clock
    ) =>
        akka.AddHocon(ProtocolSerializer.Hocon, HoconAddMode.Prepend)
            .AddHocon(JournalPlugin.Hocon(store.Database), HoconAddMode.Prepend)
            .WithActors(
                (system, registry) =>
                {
                    var log = Props.Create(() => new WindowLogActor(options, store, feed, clock));
                    registry.Register<WindowLogActor>(system.ActorOf(log, "windows"));
                }
            );
}
