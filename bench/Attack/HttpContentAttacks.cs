using System.Text.RegularExpressions;

namespace Vitrine.Bench.Attack;

/// <summary>Requests for what is not given out.</summary>
internal static partial class HttpContentAttacks
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

    [GeneratedRegex(
        "^(X-Injected|event: window\ndata: forged)",
        RegexOptions.Multiline | RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex Injected { get; }

    [GeneratedRegex(
        "\"(0-2|4-6|8-13|15-20|25-32|38-43|48-53|60-100|female|male)\":[0-9]+",
        RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex Cells { get; }
}
