using System.Runtime.Serialization;
using Akka.Event;
using Vitrine.Hosts.Terminal;
using Vitrine.Wire;

namespace Vitrine.Hosts.Trainer;

/// <summary>
/// The node's log on the terminal, one line for each message: all that our own actors say, and of Akka's warnings those that
/// are not told in plainer words by ours.
/// </summary>
internal static class NodeLog
{
    /// <summary>Makes this the actor system's only log, with <see cref="Write"/> as its <see cref="AkkaLogSetup"/>.</summary>
    public const string Hocon = $$"""
        akka {
          loglevel = INFO
          log-dead-letters = off
          log-dead-letters-during-shutdown = off
        }
        {{AkkaLog.Hocon}}
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

    private static readonly PortLog Port = new(line => TimedLine.Say($"warning: {line}"), TimeProvider.System);
    private static readonly RateLimits<string> Turned = new(TimeProvider.System);

    /// <summary>A node's certificate was not taken.</summary>
    public static void TurnedAway(string peer, string fault)
    {
        if (Turned.Ask(fault).Pass)
        {
            TimedLine.Say($"warning: turned away {peer}: {fault}");
        }
    }

    /// <summary>A line of something else that runs in the node.</summary>
    public static void Say(string line) => TimedLine.Say(line);

    /// <summary>Writes an event, where it is worth reading.</summary>
    public static void Write(LogEvent said)
    {
        if (!IsWorthReading(said))
        {
            if (IsRefusal(said))
            {
                Port.Write(said);
            }

            return;
        }

        var word = said.LogLevel() switch
        {
            LogLevel.WarningLevel => "warning: ",
            LogLevel.ErrorLevel => "error: ",
            _ => string.Empty,
        };
        TimedLine.Write(said.Timestamp.ToLocalTime(), $"{word}{AkkaLog.Line(said)}");
    }

    // Somebody sends the node's port what no node does.
    private static bool IsRefusal(LogEvent said) =>
        said.LogLevel() >= LogLevel.WarningLevel
        && (
            IsOfPort(said)
            || said.Cause?.GetBaseException() is SerializationException or NotSupportedException
            || said.Message?.ToString()?.Contains("erializ", StringComparison.Ordinal) is true
        );

    private static bool IsWorthReading(LogEvent said) =>
        said.LogClass?.FullName?.StartsWith("Vitrine", StringComparison.Ordinal) == true
        || (
            said.LogLevel() >= LogLevel.WarningLevel
            && !IsOfPort(said)
            // Connections that fail are told as nodes that do not answer.
            && !Unread.Any(part => said.LogSource.Contains(part, StringComparison.Ordinal))
        );

    // What broke a connection, before there was a node at its other end.
    private static bool IsOfPort(LogEvent said) =>
        said.LogClass?.FullName?.StartsWith("Akka.Remote.Transport", StringComparison.Ordinal) is true
        || said.LogSource.Contains("/system/transports/", StringComparison.Ordinal);
}
