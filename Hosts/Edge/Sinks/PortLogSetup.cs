using Akka.Actor.Setup;
using Microsoft.Extensions.Logging;

namespace Vitrine.Hosts.Edge.Sinks;

/// <summary>What <see cref="PortLog"/> needs, on the way that Akka has for it.</summary>
/// <param name="logger">Takes the lines.</param>
/// <param name="clock">Tells the time for the rate limit.</param>
public sealed class PortLogSetup(ILogger logger, TimeProvider clock) : Setup
{
    /// <summary>Takes the lines.</summary>
    public ILogger Logger { get; } = logger;

    /// <summary>Tells the time for the rate limit.</summary>
    public TimeProvider Clock { get; } = clock;
}
