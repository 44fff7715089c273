using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;

namespace Vitrine.Fleet;

/// <summary>Where a hub takes devices. Both sides must write the host alike.</summary>
/// <param name="Host">An IPv4 address or a host name.</param>
/// <param name="Port">0 to 65535; 0: any that is free.</param>
public sealed partial record HubAddress(string Host, int Port)
{
    /// <summary>The actor system's name at both ends.</summary>
    public const string System = "vitrine-rollout";

    /// <summary>The hub's actor for devices.</summary>
    public const string Devices = "devices";

    /// <summary>The hub's actor for operators.</summary>
    public const string Operators = "operators";

    /// <summary>Whether only this machine can reach it.</summary>
    public bool IsLoopback => IPAddress.TryParse(Host, out var address) && IPAddress.IsLoopback(address);

    /// <summary>One of the hub's actors, as an actor system names it that may speak TLS.</summary>
    /// <param name="actor">The actor's name.</param>
    /// <param name="protocol">The system's own: <c>akka.tcp</c>, or <c>akka.ssl.tcp</c> with TLS.</param>
    public string PathOf(string actor, string protocol = "akka.tcp") => $"{protocol}://{System}@{this}/user/{actor}";

    /// <summary>Reads HOST:PORT.</summary>
    /// <exception cref="FormatException">It is no such address.</exception>
    public static HubAddress Parse(string text) =>
        Shape.Match(text) is { Success: true } match
        && ushort.TryParse(match.Groups["port"].ValueSpan, CultureInfo.InvariantCulture, out var port)
            ? new HubAddress(match.Groups["host"].Value is "localhost" ? "127.0.0.1" : match.Groups["host"].Value, port)
            : throw new FormatException($"'{text}' is not HOST:PORT");

    /// <summary>As it is written.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Host}:{Port}");

    [GeneratedRegex(
        @"^(?<host>[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?):(?<port>\d{1,5})$",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Shape { get; }
}
