using System.Text.RegularExpressions;

namespace Vitrine.Bench.Attack;

/// <summary>Requests that ask for what is not given out.</summary>
internal static partial class HttpAttacks
{
    private static readonly string[] Up =
    [
        "../../../../../../../etc/passwd",
        "..%2f..%2f..%2f..%2f..%2fetc%2fpasswd",
        "%2e%2e/%2e%2e/%2e%2e/%2e%2e/etc/passwd",
        "..%252f..%252f..%252fetc%252fpasswd",
        "..%c0%af..%c0%afetc/passwd",
        "..\\..\\..\\..\\etc\\passwd",
        "..%5c..%5c..%5cetc%5cpasswd",
        "/etc/passwd",
        "%2fetc%2fpasswd",
        "....//....//....//etc/passwd",
        "etc/passwd%00.js",
    ];

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Kind> All { get; } =
    [
        new("paths that lead out of what is served", PathsAsync),
        new("a host name that is none of the machine's", HostsAsync),
        new("requests from a page elsewhere", OriginsAsync),
        new("methods that change or echo", MethodsAsync),
        new("wrong tokens", TokensAsync),
        new("a token where it is seen", SeenTokensAsync),
        new("lines put into an answer", LinesAsync),
        new("ranges", RangesAsync),
        new("counts of few people, by parameters", CountsAsync),
        new("numbers and names that cannot be", ValuesAsync),
    ];

    private static async IAsyncEnumerable<Attempt> PathsAsync(Targets targets)
    {
        foreach (var port in targets.Web)
        {
            foreach (var folder in new[] { "/", "/models/", "/downloads/", "/api/jobs/", "/api/jobs/1/artefacts/" })
            {
                foreach (var up in Up)
                {
                    var answer = await port.GetAsync(folder + up);
                    yield return Of(
                        port,
                        folder + up,
                        answer.Contains("root:", StringComparison.Ordinal) ? "a file was sent" : null
                    );
                }
            }
        }
    }

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

    private static async IAsyncEnumerable<Attempt> LinesAsync(Targets targets)
    {
        foreach (var port in targets.Web)
        {
            foreach (
                var path in new[]
                {
                    "/%0d%0aX-Injected:%20yes",
                    "/?token=%0d%0aX-Injected:%20yes",
                    "/windows?format=%0d%0aX-Injected:%20yes",
                    "/api/jobs/%0d%0aX-Injected:%20yes",
                    "/api/jobs?state=%0d%0aX-Injected:%20yes",
                    "/events?after=%0aevent:%20window%0adata:%20forged",
                }
            )
            {
                var answer = await port.GetAsync(path);
                yield return Of(port, path, Injected.IsMatch(answer) ? "the answer has a line more" : null);
            }
        }
    }

    private static async IAsyncEnumerable<Attempt> RangesAsync(Targets targets)
    {
        foreach (var port in targets.Web)
        {
            foreach (var path in new[] { "/", port.Question })
            {
                var whole = (await port.GetAsync(path)).Length;
                foreach (
                    var range in new[]
                    {
                        string.Join(',', Enumerable.Repeat("0-", 400)),
                        "0-9223372036854775807",
                        "-9223372036854775808",
                        "9999999-99999999",
                        "1-0",
                    }
                )
                {
                    var answer = await port.GetAsync(path, $"Range: bytes={range}\r\n");
                    yield return Of(
                        port,
                        $"{path} {range[..Math.Min(20, range.Length)]}",
                        answer.Length > (2 * whole) + 1000
                            ? $"{answer.Length} bytes were sent instead of {whole}"
                            : null
                    );
                }
            }
        }
    }

    private static async IAsyncEnumerable<Attempt> CountsAsync(Targets targets)
    {
        var port = targets.Dashboard;
        string[] ways = ["?k=0", "?min-cell=0", "?K=1", "?raw=1", "?format=proto", "?privacy=off", "?limit=1000&k=1"];
        foreach (var way in ways)
        {
            yield return Given(port, $"/windows{way}", await port.GetAsync($"/windows{way}"));
        }

        foreach (var path in new[] { "/windows", "/windows?format=csv", "/events?after=0", "/live", "/metrics" })
        {
            var answer = await port.GetAsync(path, "X-K: 0\r\nX-Min-Cell: 0\r\n");
            var few = Cells.Matches(answer).FirstOrDefault(cell => cell.Value.Split(':')[1] is "1" or "2");
            yield return Of(
                port,
                path,
                few is not null ? $"it tells of few: {few}"
                    : !WebPort.IsGiven(answer) ? "it is not served"
                    : null
            );
        }
    }

    private static async IAsyncEnumerable<Attempt> ValuesAsync(Targets targets)
    {
        foreach (var port in targets.Web)
        {
            foreach (
                var path in new[]
                {
                    "/windows?after=-1",
                    "/windows?limit=99999999999999999999",
                    "/windows?from=0000-00-00",
                    "/windows?after=1&after=2",
                    "/events?after=-9",
                    "/api/jobs?page=-1",
                    "/api/jobs?page=2147483647&size=2147483647",
                    "/api/jobs?state=%00",
                    "/api/jobs/1/events?after=-1",
                    $"/api/jobs/{new string('1', 41)}",
                    "/api/sweep?name=..%2f..%2ffile&page=-1",
                }
            )
            {
                var answer = await port.GetAsync(path);
                yield return Of(
                    port,
                    path[..Math.Min(60, path.Length)],
                    answer.StartsWith("HTTP/1.1 500", StringComparison.Ordinal) ? "it breaks" : null
                );
            }
        }
    }

    private static Attempt Given(WebPort port, string what, string answer) =>
        Of(port, what, WebPort.IsGiven(answer) ? "it was answered" : null);

    private static Attempt Of(WebPort port, string what, string? harm) => new(what, port.Name, harm);

    [GeneratedRegex("^Set-Cookie: .*samesite=strict; httponly", RegexOptions.Multiline, 1000)]
    private static partial Regex Private { get; }

    [GeneratedRegex("^(X-Injected|event: window\ndata: forged)", RegexOptions.Multiline, 1000)]
    private static partial Regex Injected { get; }

    [GeneratedRegex("\"(0-2|4-6|8-13|15-20|25-32|38-43|48-53|60-100|female|male)\":[0-9]+", RegexOptions.None, 1000)]
    private static partial Regex Cells { get; }
}
