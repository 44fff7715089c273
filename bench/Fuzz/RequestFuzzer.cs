using System.Globalization;
using System.Text;

namespace Vitrine.Bench.Fuzz;

/// <summary>
/// Makes requests as a broken or hostile client would send them: from nearly right ones to noise. The same seed makes the
/// same requests.
/// </summary>
/// <param name="seed">Chooses them.</param>
public sealed class RequestFuzzer(int seed)
{
    private static readonly string[] Methods =
    [
        "GET",
        "HEAD",
        "POST",
        "PUT",
        "OPTIONS",
        "TRACE",
        "CONNECT",
        "get",
        "G\0T",
        "",
    ];

    private static readonly string[] Paths =
    [
        "/",
        "/events",
        "/live",
        "/windows",
        "/metrics",
        "/health/live",
        "/health/ready",
        "/openapi.json",
        "/dashboard.js",
        "/../../etc/passwd",
        "/%2e%2e/%2e%2e/etc/passwd",
        "//events",
        "*",
        "http://elsewhere.example/events",
        "/%00",
        "/%zz",
        "/ü",
    ];

    private static readonly string[] Names =
    [
        "from",
        "to",
        "after",
        "limit",
        "format",
        "token",
        "x",
        "",
        "%00",
        "from[]",
    ];

    private static readonly string[] Values =
    [
        "",
        "0",
        "-1",
        "5",
        "99999999999999999999",
        "1e9",
        "NaN",
        "2026-01-31T09:00:00Z",
        "0001-01-01",
        "9999-12-31T23:59:59.9999999Z",
        "2026-13-45",
        "csv",
        "json",
        "%0d%0aSet-Cookie:%20a=b",
        "' OR 1=1 --",
        "{}",
        "%F0%9F%98%80",
        "=&=&",
    ];

    private static readonly string[] Headers =
    [
        "Last-Event-ID: -5",
        "Last-Event-ID: 9223372036854775807",
        "Last-Event-ID: \u0001",
        "Accept: text/csv",
        "Accept: ;;;,,,q=",
        "Authorization: Bearer",
        "Authorization: Bearer \u007f",
        "Cookie: vitrine-token=%%%",
        "Content-Length: 5",
        "Content-Length: -5",
        "Content-Length: 99999999999",
        "Transfer-Encoding: chunked",
        "Transfer-Encoding: chunked, identity",
        "Expect: 100-continue",
        "Connection: upgrade",
        "Upgrade: websocket",
        "Upgrade: h2c",
        "Range: bytes=0-1,5-,-9",
        "If-None-Match: \"",
        "no colon at all",
        ": no name",
        " folded",
        "Host: second.example",
    ];

    private readonly Random random = new(seed);

    /// <summary>The bytes of the next request, or of what takes its place.</summary>
    public byte[] Next() =>
        random.Next(10) switch
        {
            0 => Noise(random.Next(1, 2000)),
            1 => Encoding.Latin1.GetBytes(Request())[..^random.Next(1, 5)],
            2 => Damage(Encoding.Latin1.GetBytes(Request())),
            3 => Encoding.Latin1.GetBytes(Request() + Request() + Request()),
            4 => Encoding.Latin1.GetBytes(
                $"GET /{new string('a', random.Next(20_000))} HTTP/1.1\r\nHost: localhost\r\n\r\n"
            ),
            5 => Encoding.Latin1.GetBytes(ManyHeaders()),
            _ => Encoding.Latin1.GetBytes(Request()),
        };

    /// <summary>A path and query that a library would send.</summary>
    public string NextAddress() => $"{Pick(Paths[..9])}?{Query()}&{Pick(Names)}={Uri.EscapeDataString(Pick(Values))}";

    private string Request()
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{(random.Next(4) == 0 ? Pick(Methods) : "GET")} {Pick(Paths)}");
        text.Append(CultureInfo.InvariantCulture, $"{(random.Next(2) == 0 ? "?" + Query() : "")} ");
        text.Append(random.Next(10) == 0 ? "HTTP/9.9\r\n" : "HTTP/1.1\r\n");
        text.Append(
            random.Next(10) == 0 ? ""
            : random.Next(10) == 0 ? "Host: rebound.example\r\n"
            : "Host: localhost\r\n"
        );
        for (var i = random.Next(4); i > 0; i--)
        {
            text.Append(Pick(Headers)).Append("\r\n");
        }

        return text.Append("\r\n").Append(random.Next(5) == 0 ? "5\r\nhello\r\n0\r\n\r\n" : "").ToString();
    }

    private string ManyHeaders()
    {
        var text = new StringBuilder("GET /windows HTTP/1.1\r\nHost: localhost\r\n");
        var (count, length) = (random.Next(200), random.Next(2000));
        for (var i = 0; i < count; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"X-{i}: {new string('v', length)}\r\n");
        }

        return text.Append("\r\n").ToString();
    }

    private string Query()
    {
        var pairs = Enumerable.Range(0, random.Next(5)).Select(_ => $"{Pick(Names)}={Pick(Values)}");
        return string.Join('&', pairs);
    }

    private byte[] Noise(int length)
    {
        var bytes = new byte[length];
        random.NextBytes(bytes);
        return bytes;
    }

    private byte[] Damage(byte[] bytes)
    {
        for (var i = random.Next(1, 8); i > 0; i--)
        {
            bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
        }

        return bytes;
    }

    private string Pick(string[] from) => from[random.Next(from.Length)];
}
