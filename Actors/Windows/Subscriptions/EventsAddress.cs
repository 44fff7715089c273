using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;

namespace Vitrine.Windows.Subscriptions;

/// <summary>Where a device takes subscriptions over Akka.Remote. Both sides must write the host alike.</summary>
/// <param name="Host">An IPv4 address or a host name.</param>
/// <param name="Port">0 to 65535; 0: any that is free.</param>
public sealed partial record EventsAddress(string Host, int Port)
{
    /// <summary>The actor system's name at both ends.</summary>
    public const string System = "vitrine";

    /// <summary>What is written to take no subscriptions.</summary>
    public const string None = "none";

    /// <summary>Where subscriptions are taken when nobody says otherwise.</summary>
    public static EventsAddress Default { get; } = new("127.0.0.1", 8091);

    /// <summary>Whether only this machine can reach it.</summary>
    public bool IsLoopback => IPAddress.TryParse(Host, out var address) && IPAddress.IsLoopback(address);

    /// <summary>The actor that takes subscriptions there.</summary>
    public string ActorPath => PathOver("akka.tcp");

    /// <summary>The actor that takes subscriptions there, as an actor system names it that may speak TLS.</summary>
    /// <param name="protocol">The system's own: <c>akka.tcp</c>, or <c>akka.ssl.tcp</c> with TLS.</param>
    public string PathOver(string protocol) => $"{protocol}://{System}@{this}/user/{EventsActor.Name}";

    /// <summary>Reads HOST:PORT.</summary>
    /// <returns>The address; null where the text is empty or "none".</returns>
    /// <exception cref="FormatException">It is no such address.</exception>
    public static EventsAddress? Parse(string text)
    {
        if (text is "" or None)
        {
            return null;
        }

        return
            Shape.Match(text) is { Success: true } match
            && ushort.TryParse(match.Groups["port"].ValueSpan, CultureInfo.InvariantCulture, out var port)
            ? new EventsAddress(
                match.Groups["host"].Value is "localhost" ? Default.Host : match.Groups["host"].Value,
                port
            )
            : throw new FormatException($"'{text}' is not HOST:PORT");
    }

    /// <summary>As it is written.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Host}:{Port}");

    [GeneratedRegex(
        @"^(?<host>[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?):(?<port>\d{1,5})$",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Shape { get; }
}
