using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;

namespace Vitrine.Wire;

/// <summary>Where an actor system listens. Both sides must write the host alike.</summary>
/// <param name="Host">An IPv4 address or a host name.</param>
/// <param name="Port">0 to 65535; 0: any that is free.</param>
public partial record HostPort(string Host, int Port)
{
    /// <summary>Whether only this machine can reach it.</summary>
    public bool IsLoopback => IPAddress.TryParse(Host, out var address) && IPAddress.IsLoopback(address);

    /// <summary>Reads HOST:PORT; localhost becomes 127.0.0.1.</summary>
    /// <exception cref="FormatException">It is no such address.</exception>
    public static HostPort Parse(string text)
    {
        var address = TryParse(text) ?? throw new FormatException($"'{text}' is not HOST:PORT");
        return address.Host is "localhost" ? address with { Host = "127.0.0.1" } : address;
    }

    /// <summary>Reads HOST:PORT as it is written; null where it is no such address.</summary>
    public static HostPort? TryParse(string text) =>
        Shape.Match(text) is { Success: true } match
        && ushort.TryParse(match.Groups["port"].ValueSpan, CultureInfo.InvariantCulture, out var port)
            ? new HostPort(match.Groups["host"].Value, port)
            : null;

    /// <summary>An actor there.</summary>
    /// <param name="system">The name of its actor system.</param>
    /// <param name="actor">Its name.</param>
    /// <param name="protocol">The dialling system's own: <c>akka.tcp</c>, or <c>akka.ssl.tcp</c> with TLS.</param>
    public string PathOf(string system, string actor, string protocol = "akka.tcp") =>
        $"{protocol}://{system}@{this}/user/{actor}";

    /// <summary>As it is written.</summary>
    public sealed override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Host}:{Port}");

    [GeneratedRegex(
        @"^(?<host>[A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?):(?<port>\d{1,5})$",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Shape { get; }
}
