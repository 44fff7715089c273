using System.Text.RegularExpressions;

namespace Vitrine.Bench.Attack;

/// <summary>Requests from who may not read.</summary>
internal static partial class HttpAccessAttacks
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<Kind> All { get; } =
    [
        new("a host name that is none of the machine's", HostsAsync),
        new("requests from a page elsewhere", OriginsAsync),
        new("methods that change or echo", MethodsAsync),
        new("wrong tokens", TokensAsync),
        new("a token where it is seen", SeenTokensAsync),
    ];

    private static async IAsyncEnumerable<Attempt> HostsAsync(Targets targets)
    {
        string[] hosts =
        [
            "Host: rebound.example\r\n",
            "Host: 127.0.0.1.rebound.example\r\n",
            "Host: localhost.rebound.example:80\r\n",
            "Host: localhost\r\nHost: rebound.example\r\n",
            "Host: rebound.example\r\nX-Forwarded-Host: localhost\r\n",
            "Host: rebound.example\r\nForwarded: host=localhost\r\n",
            "Host: 192.0.2.1\r\n",
            "Host: localhost@rebound.example\r\n",
            "",
        ];
        foreach (var port in targets.Web)
        {
            foreach (var host in hosts)
            {
                var answer = await port.SendAsync(
                    $"GET {port.Question} HTTP/1.1\r\n{host}{port.Key}Connection: close\r\n\r\n"
                );
                yield return Given(port, host.Trim(), answer);
            }

            var absolute = $"GET http://rebound.example{port.Question} HTTP/1.1\r\n{port.Reader}\r\n";
            yield return Given(port, "an absolute address", await port.SendAsync(absolute));
        }
    }

    private static async IAsyncEnumerable<Attempt> OriginsAsync(Targets targets)
    {
        foreach (var port in targets.Web)
        {
            foreach (var origin in new[] { "Origin: http://elsewhere.example\r\n", "Origin: null\r\n", "" })
            {
                foreach (var path in new[] { port.Question, "/events", "/api/jobs", "/api/events", "/" })
                {
                    var posted = await port.SendAsync(
                        $"POST {path} HTTP/1.1\r\n{port.Reader}{origin}Content-Type: text/plain\r\nContent-Length: 0\r\n\r\n"
                    );
                    yield return Given(port, $"POST {path} {origin.Trim()}", posted);
                }

                var read = await port.GetAsync(port.Question, origin);
                yield return Of(
                    port,
                    $"GET {origin.Trim()}",
                    read.Contains("Access-Control-Allow", StringComparison.OrdinalIgnoreCase)
                        ? "another page may read it"
                        : null
                );
            }
        }
    }

    private static async IAsyncEnumerable<Attempt> MethodsAsync(Targets targets)
    {
        foreach (var port in targets.Web)
        {
            foreach (var method in "PUT DELETE PATCH OPTIONS TRACE CONNECT PROPFIND BREW".Split(' '))
            {
                foreach (var path in new[] { port.Question, "/" })
                {
                    var answer = await port.SendAsync(
                        $"{method} {path} HTTP/1.1\r\n{port.Reader}X-Echo: sesame\r\n\r\n"
                    );
                    yield return answer.Contains("sesame", StringComparison.Ordinal)
                        ? Of(port, $"{method} {path}", "it echoes")
                        : Given(port, $"{method} {path}", answer);
                }
            }

            var head = await port.SendAsync($"HEAD {port.Question} HTTP/1.1\r\n{port.Reader}\r\n");
            var body = head[(head.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4)..];
            yield return Of(port, "HEAD", body.Length == 0 ? null : "it has a body");
        }
    }

    private static async IAsyncEnumerable<Attempt> TokensAsync(Targets targets)
    {
        var right = Targets.Readers;
        string[] headers =
        [
            "",
            "Authorization: Bearer \r\n",
            $"Authorization: Bearer {right[..^1]}\r\n",
            $"Authorization: Bearer {right}0\r\n",
            $"Authorization: Bearer {right.ToUpperInvariant()}\r\n",
            $"Authorization: Basic {right}\r\n",
            $"Authorization: {right}\r\n",
            $"Authorization: Bearer x\r\nAuthorization: Bearer {right}\r\n",
            $"Authorization: Bearer {Targets.Operators}\r\n",
            $"X-Authorization: Bearer {right}\r\n",
            "Cookie: vitrine-token=\r\n",
            $"Cookie: vitrine-token={right[..^1]}\r\n",
            $"Cookie: token={right}\r\n",
            "X-Forwarded-For: 127.0.0.1\r\n",
        ];
        foreach (var port in targets.Web)
        {
            foreach (
                var path in new[] { port.Question, "/", "/metrics", "/events", "/live", "/api/jobs", "/health/live" }
            )
            {
                foreach (var header in headers)
                {
                    var answer = await port.SendAsync(
                        $"GET {path} HTTP/1.1\r\nHost: localhost\r\n{header}Connection: close\r\n\r\n"
                    );
                    yield return Given(port, $"{path} {header.Trim()}", answer);
                }
            }
        }
    }

    private static async IAsyncEnumerable<Attempt> SeenTokensAsync(Targets targets)
    {
        foreach (var port in targets.Web)
        {
            foreach (var path in new[] { port.Question, "/events", "/metrics", "/api/jobs", "//", "/index.html" })
            {
                var separator = path.Contains('?', StringComparison.Ordinal) ? '&' : '?';
                var answer = await port.SendAsync(
                    $"GET {path}{separator}token={Targets.Readers} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
                );
                yield return Given(port, $"{path} with the token in the address", answer);
            }

            var cookie = await port.SendAsync(
                $"GET /?token={Targets.Readers} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
            );
            yield return Of(
                port,
                "the browser's cookie",
                Private.IsMatch(cookie) && (!port.IsTls || cookie.Contains("; secure", StringComparison.Ordinal))
                    ? null
                    : "scripts, other sites or the network can have it"
            );
        }
    }

    private static Attempt Given(WebPort port, string what, string answer) =>
        Of(port, what, WebPort.IsGiven(answer) ? "it was answered" : null);

    private static Attempt Of(WebPort port, string what, string? harm) => new(what, port.Name, harm);

    [GeneratedRegex("^Set-Cookie: .*samesite=strict; httponly", RegexOptions.Multiline, 1000)]
    private static partial Regex Private { get; }
}
