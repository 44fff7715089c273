using Akka.Actor;
using Akka.Dispatch;
using Akka.Event;
using Vitrine.Hosts.Terminal;

namespace Vitrine.Hosts.Trainer;

/// <summary>
/// The node's log on the terminal, one line for each message: all that our own actors say, and of Akka's warnings those that
/// are not told in plainer words by ours. In: <see cref="LogEvent"/>. Out: lines.
/// </summary>
public sealed class NodeLog : ReceiveActor, IRequiresMessageQueue<ILoggerMessageQueueSemantics>
{
    /// <summary>Makes this the actor system's only logger.</summary>
    public const string Hocon = """
        akka {
          loglevel = INFO
          stdout-loglevel = OFF
          loggers = ["Vitrine.Hosts.Trainer.NodeLog, vitrine-trainer"]
          log-dead-letters = off
          log-dead-letters-during-shutdown = off
        }
        """;

    private static readonly string[] Unread =
    [
        "/endpointManager",
        "remoting",
        "Remoting",
        "/cluster/",
        "Cluster",
        "jobs-proxy",
    ];

    /// <summary>Made by the actor system.</summary>
    public NodeLog()
    {
        Receive<InitializeLogger>(_ => Sender.Tell(new LoggerInitialized()));
        Receive<LogEvent>(Write, IsWorthReading);
    }

    /// <summary>A line of something else that runs in the node.</summary>
    public static void Say(string line) => LogLine.Say(line);

    private static bool IsWorthReading(LogEvent said) =>
        IsFrom(said, "Vitrine")
        || (
            said.LogLevel() >= LogLevel.WarningLevel
            // Connections that fail are told as nodes that do not answer.
            && !Unread.Any(part => said.LogSource.Contains(part, StringComparison.Ordinal))
        );

    private static bool IsFrom(LogEvent said, string names) =>
        said.LogClass?.FullName?.StartsWith(names, StringComparison.Ordinal) == true;

    private static void Write(LogEvent said)
    {
        var word = said.LogLevel() switch
        {
            LogLevel.WarningLevel => "warning: ",
            LogLevel.ErrorLevel => "error: ",
            _ => string.Empty,
        };
        var cause = said.Cause is null ? string.Empty : $": {said.Cause.GetBaseException().Message}";
        LogLine.Write(said.Timestamp.ToLocalTime(), $"{word}{said.Message}{cause}");
    }
}
