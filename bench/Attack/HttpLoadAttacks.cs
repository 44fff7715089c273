using System.Globalization;
using System.Text;

namespace Vitrine.Bench.Attack;

/// <summary>One peer that takes as much as it can, or is not understood, while another must be served.</summary>
internal static class HttpLoadAttacks
{
    /// <summary>Another address of loopback: a peer of its own.</summary>
    private const string Attacker = "127.0.0.2";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Kind> All { get; } =
    [
        new("requests that are read in two ways", SmugglingAsync),
        new("headers that come byte by byte", SlowAsync),
        new("connections that do nothing", IdleAsync),
        new("event streams of one peer", StreamsAsync),
        new("answers that nobody reads", UnreadAsync),
        new("headers without end", HeadersAsync),
        new("bodies", BodiesAsync),
        new("other protocols on a port of HTTP", OthersAsync),
    ];

    private static async IAsyncEnumerable<Attempt> SmugglingAsync(Targets targets)
    {
        foreach (var port in targets.Web)
        {
            // By one reading it is the first one's body, by the other a request of its own; it has the token, as one of a proxy's
            // other clients would.
            var second = $"GET {port.Question} HTTP/1.1\r\n{port.Reader}\r\n";
            var (length, end) = ($"Content-Length: {second.Length}\r\n", "0\r\n\r\n");
            var both = $"Content-Length: {end.Length + second.Length}\r\n";
            (string What, string Headers, string Body)[] all =
            [
                ("both lengths", $"{both}Transfer-Encoding: chunked\r\n", end),
                ("both, the other way round", $"Transfer-Encoding: chunked\r\n{both}", end),
                ("two lengths", $"Content-Length: 0\r\n{length}", ""),
                ("a strange encoding", $"Transfer-Encoding: xchunked\r\n{length}", ""),
                ("a folded encoding", $"{both}Transfer-Encoding:\r\n chunked\r\n", end),
                ("a space before the colon", $"Content-Length : {second.Length}\r\n", ""),
                ("a signed length", $"Content-Length: +{second.Length}\r\n", ""),
                ("a length behind a bare line feed", $"X: y\n{length}", ""),
                ("a length in hexadecimal digits", $"Content-Length: 0x{second.Length:x}\r\n", ""),
                ("a chunk of a length with a sign", "Transfer-Encoding: chunked\r\n", $"+0\r\n\r\n"),
            ];
            foreach (var (what, headers, body) in all)
            {
                var first = $"GET {port.Question} HTTP/1.1\r\nHost: localhost\r\n{headers}\r\n{body}";
                var answer = await port.SendAsync(first + second);
                var isTaken = answer.Contains("HTTP/1.1 2", StringComparison.Ordinal);
                yield return Of(port, what, isTaken ? "what comes behind it was answered" : null);
            }
        }
    }

    private static IAsyncEnumerable<Attempt> SlowAsync(Targets targets) =>
        HoldAsync(targets, 200, "slow headers", _ => "GET /windows HTTP/1.1\r\nHost: local");

    private static IAsyncEnumerable<Attempt> IdleAsync(Targets targets) =>
        HoldAsync(
            targets,
            200,
            "idle connections",
            port => $"GET {port.Question} HTTP/1.1\r\nHost: localhost\r\n{port.Key}\r\n"
        );

    private static IAsyncEnumerable<Attempt> StreamsAsync(Targets targets) =>
        HoldAsync(
            targets,
            100,
            "event streams",
            port => $"GET {Stream(port)} HTTP/1.1\r\nHost: localhost\r\n{port.Key}\r\n",
            async port =>
            {
                await using var stream = await port.OpenAsync();
                var request = $"GET {Stream(port)} HTTP/1.1\r\nHost: localhost\r\n{port.Key}\r\n";
                await stream.WriteAsync(Encoding.Latin1.GetBytes(request));
                return WebPort.IsGiven(await WebPort.ReadAsync(stream, TimeSpan.FromSeconds(3)));
            }
        );

    private static IAsyncEnumerable<Attempt> UnreadAsync(Targets targets) =>
        HoldAsync(
            targets,
            90,
            "answers that are not read",
            port => string.Concat(Enumerable.Repeat($"GET / HTTP/1.1\r\nHost: localhost\r\n{port.Key}\r\n", 50))
        );

    /// <summary>One peer holds connections, and another asks.</summary>
    private static async IAsyncEnumerable<Attempt> HoldAsync(
        Targets targets,
        int count,
        string what,
        Func<WebPort, string> request,
        Func<WebPort, Task<bool>>? isServed = null
    )
    {
        foreach (var port in targets.Web)
        {
            var held = new List<Stream>();
            for (var number = 0; number < count; number++)
            {
                try
                {
                    var stream = await port.OpenAsync(Attacker);
                    held.Add(stream);
                    await stream.WriteAsync(Encoding.Latin1.GetBytes(request(port)));
                }
                catch (Exception refused) when (refused is IOException or System.Net.Sockets.SocketException)
                {
                    // It may be hung up on.
                }
            }

            var answered = await (isServed?.Invoke(port) ?? port.IsAnsweredAsync());
            yield return Of(port, $"{count} {what}", answered ? null : "another peer is not served");
            held.ForEach(stream => stream.Dispose());
        }
    }

    private static async IAsyncEnumerable<Attempt> HeadersAsync(Targets targets)
    {
        foreach (var port in targets.Web)
        {
            var many = string.Concat(
                Enumerable
                    .Range(0, 200)
                    .Select(number => string.Create(CultureInfo.InvariantCulture, $"X-{number}: y\r\n"))
            );
            (string What, string Request)[] all =
            [
                (
                    "a header of 1 MB",
                    $"GET {port.Question} HTTP/1.1\r\n{port.Reader}X: {new string('x', 1 << 20)}\r\n\r\n"
                ),
                ("200 headers", $"GET {port.Question} HTTP/1.1\r\n{port.Reader}{many}\r\n"),
                ("an address of 100 kB", $"GET /windows?{new string('x', 100_000)} HTTP/1.1\r\n{port.Reader}\r\n"),
                ("a method of 100 kB", $"{new string('X', 100_000)} / HTTP/1.1\r\n{port.Reader}\r\n"),
                ("a line without end", new string('x', 1 << 20)),
            ];
            foreach (var (what, request) in all)
            {
                var answer = await port.SendAsync(request);
                yield return Of(port, what, WebPort.IsGiven(answer) ? "it was answered" : null);
            }
        }
    }

    private static async IAsyncEnumerable<Attempt> BodiesAsync(Targets targets)
    {
        foreach (var port in targets.Web)
        {
            (string What, string Headers, string Body)[] all =
            [
                ("a length of 2^62", "Content-Length: 4611686018427387904\r\n", "x"),
                ("chunks of 2^31", "Transfer-Encoding: chunked\r\n", "7fffffff\r\nx"),
                ("1 MB", "Content-Length: 1048576\r\n", new string('x', 1 << 20)),
            ];
            foreach (var (what, headers, body) in all)
            {
                foreach (var method in new[] { "POST", "GET" })
                {
                    var answer = await port.SendAsync($"{method} / HTTP/1.1\r\n{port.Reader}{headers}\r\n{body}");
                    var harm = method is "POST" && WebPort.IsGiven(answer) ? "it was taken" : null;
                    yield return Of(port, $"{method} with {what}", harm);
                }
            }
        }
    }

    private static async IAsyncEnumerable<Attempt> OthersAsync(Targets targets)
    {
        foreach (var port in targets.Web)
        {
            (string What, string Bytes)[] all =
            [
                ("HTTP/2 without having agreed on it", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\u0004\0\0\0\0\0"),
                ("an upgrade to HTTP/2", $"GET / HTTP/1.1\r\n{port.Reader}Connection: Upgrade\r\nUpgrade: h2c\r\n\r\n"),
                ("an upgrade to a web socket", $"GET /live HTTP/1.1\r\n{port.Reader}Upgrade: websocket\r\n\r\n"),
                ("HTTP/0.9", $"GET {port.Question}\r\n\r\n"),
                ("HTTP/9.9", $"GET {port.Question} HTTP/9.9\r\n{port.Reader}\r\n"),
                ("a tunnel", $"CONNECT 127.0.0.1:22 HTTP/1.1\r\n{port.Reader}\r\n"),
                ("SSH", "SSH-2.0-OpenSSH_9.0\r\n"),
                ("nothing but zeros", new string('\0', 10_000)),
            ];
            foreach (var (what, bytes) in all)
            {
                var answer = await port.SendAsync(bytes);
                var isOther =
                    answer.StartsWith("HTTP/1.1 101", StringComparison.Ordinal)
                    || answer.Contains("SSH-", StringComparison.Ordinal);
                yield return Of(port, what, isOther ? "it changes to that" : null);
            }
        }
    }

    private static string Stream(WebPort port) => port.Name is "dashboard" ? "/events" : "/api/events";

    private static Attempt Of(WebPort port, string what, string? harm) => new(what, port.Name, harm);
}
