using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using Vitrine.Wire;

namespace Vitrine.Hosts.Web;

/// <summary>Where HTTP is served.</summary>
/// <param name="EndPoint">Address and port; port 0: any that is free.</param>
/// <param name="IsTls">Whether it is https.</param>
/// <param name="MayMove">Whether another port will do where this one is taken.</param>
public sealed partial record HttpAddress(IPEndPoint EndPoint, bool IsTls = false, bool MayMove = false)
{
    /// <summary>Whether only this machine can reach it.</summary>
    public bool IsLoopback => IPAddress.IsLoopback(EndPoint.Address);

    /// <summary>As a browser takes it. All addresses of the machine are told as the one it can reach itself.</summary>
    public Uri Url
    {
        get
        {
            var reachable =
                EndPoint.Address.Equals(IPAddress.Any) ? IPAddress.Loopback
                : EndPoint.Address.Equals(IPAddress.IPv6Any) ? IPAddress.IPv6Loopback
                : EndPoint.Address;
            return new Uri((this with { EndPoint = new IPEndPoint(reachable, EndPoint.Port) }).ToString());
        }
    }

    /// <summary>As it is written.</summary>
    public override string ToString() => $"{(IsTls ? "https" : "http")}://{EndPoint}/";

    /// <summary>Reads what the command line says.</summary>
    /// <param name="text">For example "http://127.0.0.1:8090", "https://0.0.0.0:8443", "none"; null: loopback at the usual port.</param>
    /// <param name="usualPort">The port when nobody says otherwise; then another will do where it is taken.</param>
    /// <returns>The address; null: nothing is to be served.</returns>
    /// <exception cref="BadInputException">It is no such address.</exception>
    public static HttpAddress? Parse(string? text, int usualPort)
    {
        if (text is null)
        {
            return new HttpAddress(new IPEndPoint(IPAddress.Loopback, usualPort), MayMove: true);
        }

        return text is "none" or "off" ? null
            : Shape.Match(text) is { Success: true } match
            && AddressOf(match.Groups["host"].Value) is { } address
            && ushort.TryParse(match.Groups["port"].ValueSpan, CultureInfo.InvariantCulture, out var port)
                ? new HttpAddress(new IPEndPoint(address, port), match.Groups["scheme"].ValueSpan is "https")
            : throw new BadInputException(
                $"--http '{text}' is no address to serve at; write http://ADDRESS:PORT or https://ADDRESS:PORT with an IP address or localhost, for example http://127.0.0.1:{usualPort}, or none"
            );
    }

    private static IPAddress? AddressOf(string host) =>
        host is "localhost" ? IPAddress.Loopback
        : IPAddress.TryParse(host, out var address) ? address
        : null;

    [GeneratedRegex(
        @"^(?<scheme>https?)://(?<host>localhost|[\d.]+|\[[\da-fA-F:.]+\]):(?<port>\d{1,5})/?$",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Shape { get; }
}
