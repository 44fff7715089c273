using Akka.Actor;
using Akka.Actor.Setup;
using Akka.Dispatch;
using Akka.Event;
using Microsoft.Extensions.Logging;
using Vitrine.Wire;

namespace Vitrine.Hosts.Edge.Sinks;

/// <summary>
/// The log of the port: what peers do wrong is said in one short line, a few times in a while for each part of Akka that
/// says it, however often they do it. In: log events.
/// </summary>
public sealed class PortLog : ReceiveActor, IRequiresMessageQueue<ILoggerMessageQueueSemantics>
{
    /// <summary>Made by Akka, which gives it a <see cref="PortLogSetup"/>.</summary>
    public PortLog()
    {
        Receive<InitializeLogger>(_ => Sender.Tell(new LoggerInitialized()));
        if (Context.System.Settings.Setup.Get<PortLogSetup>() is { HasValue: true, Value: var setup })
        {
            var limits = new RateLimits<Type>(setup.Clock);
            Receive<LogEvent>(happened => Write(happened, setup.Logger, limits.Ask(happened.LogClass)), IsWorthReading);
        }
    }

    private static bool IsWorthReading(LogEvent happened) => !PortLogLine.IsFarewell(happened);

    private static void Write(LogEvent happened, ILogger logger, (bool Pass, int HeldBackBefore) limit)
    {
        if (limit.HeldBackBefore > 0)
        {
            logger.LogWarning("events: {Count} more such lines were held back", limit.HeldBackBefore);
        }

        if (limit.Pass)
        {
            logger.LogWarning("events: {Line}", PortLogLine.Of(happened));
        }
    }
}

#pragma warning disable MA0048 // Its way in.
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
#pragma warning restore MA0048
