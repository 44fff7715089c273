using Akka.Actor;
using Akka.Actor.Setup;
using Akka.Dispatch;
using Akka.Event;

namespace Vitrine.Wire;

/// <summary>
/// An actor system's only logger: hands what Akka and its actors log to whoever made the system. In: log events. Out: nothing.
/// </summary>
public sealed class AkkaLog : ReceiveActor, IRequiresMessageQueue<ILoggerMessageQueueSemantics>
{
    /// <summary>Makes it the logger.</summary>
    public const string Hocon = """
        akka { stdout-loglevel = OFF, loggers = ["Vitrine.Wire.AkkaLog, Vitrine.Wire"] }
        """;

    /// <summary>Made by Akka, which gives it an <see cref="AkkaLogSetup"/>.</summary>
    public AkkaLog()
    {
        Receive<InitializeLogger>(_ => Sender.Tell(new LoggerInitialized()));
        if (Context.System.Settings.Setup.Get<AkkaLogSetup>() is { HasValue: true, Value: var setup })
        {
            Receive<LogEvent>(setup.Write);
        }
    }

    /// <summary>What was logged, its first line, and the innermost cause, as one line.</summary>
    /// <param name="happened">The event.</param>
    /// <param name="longest">Characters of the line, at the most.</param>
    public static string Line(LogEvent happened, int longest = int.MaxValue)
    {
        // Akka goes on with where it was.
        var said = $"{happened.Message}".TrimStart().Split('\n')[0];
        var cause = happened.Cause is { } failed ? $": {failed.GetBaseException().Message}" : string.Empty;
        return SingleLine.Of(said + cause, longest);
    }
}

#pragma warning disable MA0048 // Its way in.
/// <summary>What <see cref="AkkaLog"/> needs, on the way that Akka has for it.</summary>
/// <param name="write">Takes each event, one after another.</param>
public sealed class AkkaLogSetup(Action<LogEvent> write) : Setup
{
    /// <summary>Takes each event, one after another.</summary>
    public Action<LogEvent> Write { get; } = write;
}
#pragma warning restore MA0048
