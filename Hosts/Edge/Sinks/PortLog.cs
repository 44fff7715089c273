using Akka.Actor;
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
    private readonly Dictionary<Type, RateLimit> limits = [];

    /// <summary>Made by Akka, which gives it a <see cref="PortLogSetup"/>.</summary>
    public PortLog()
    {
        Receive<InitializeLogger>(_ => Sender.Tell(new LoggerInitialized()));
        Receive<LogEvent>(OnEvent);
    }

    private void OnEvent(LogEvent happened)
    {
        if (
            PortLogLine.IsFarewell(happened)
            || Context.System.Settings.Setup.Get<PortLogSetup>() is not { HasValue: true, Value: var setup }
        )
        {
            return;
        }

        var limit = limits.GetValueOrDefault(happened.LogClass, RateLimit.Fresh);
        var (next, pass, heldBack) = limit.Ask(setup.Clock.GetUtcNow());
        limits[happened.LogClass] = next;
        if (heldBack > 0)
        {
            setup.Logger.LogWarning("events: {Count} more such lines were held back", heldBack);
        }

        if (pass)
        {
            setup.Logger.LogWarning("events: {Line}", PortLogLine.Of(happened));
        }
    }
}
