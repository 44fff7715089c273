using System.Text;
using System.Text.RegularExpressions;
using Xunit;
using Xunit.Sdk;

namespace Vitrine.Tests.Hosts.Edge.Http;

/// <summary>Everything that a whole edge says over HTTP while it counts, looked at byte by byte.</summary>
public sealed partial class NoPictureTests
{
    /// <summary>Bytes of the largest answer there may be.</summary>
    private const int MostBytes = 32 * 1024;

    private static readonly (string Path, string Kind)[] Streams =
    [
        ("events?after=0", "event: window"),
        ("live", "event: status"),
    ];

    private static readonly string[] Pages =
    [
        "",
        "windows?limit=10",
        "windows?limit=10&format=csv",
        "metrics",
        "health/live",
        "health/ready",
        "openapi.json",
    ];

    [Fact]
    public async Task No_answer_of_a_counting_edge_holds_a_picture()
    {
        using var edge = new EdgeProcess(
            "--source synthetic --models none --http http://127.0.0.1:0 --set windows.seconds=1".Split(' ')
        );
        using var client = new HttpClient { BaseAddress = await edge.Dashboard() };

        var streams = Task.WhenAll(Streams.Select(stream => WatchAsync(client, stream.Path, stream.Kind)));
        foreach (var path in Pages)
        {
            using var answer = await Soon.Done(client.GetAsync(path, TestContext.Current.CancellationToken));
            HoldsNoPicture(path, await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
        }

        foreach (var message in (await Soon.Done(streams)).SelectMany(seen => seen.Split("\n\n")))
        {
            HoldsNoPicture("a message", Encoding.UTF8.GetBytes(message));
        }
    }

    [Fact]
    public void A_planted_picture_is_seen()
    {
        byte[] jpeg = [0xFF, 0xD8, 0xFF, 0xE0, .. new byte[100]];
        Assert.Throws<DecoderFallbackException>(() => HoldsNoPicture("jpeg", jpeg));
        Seen("base64", Convert.ToBase64String(jpeg));
        Seen("hex", Convert.ToHexString(jpeg));
        Seen("numbers", string.Join(',', new byte[17_000]));

        static void Seen(string what, string text) =>
            Assert.StartsWith(
                what,
                Assert.ThrowsAny<XunitException>(() => HoldsNoPicture(what, Encoding.UTF8.GetBytes(text))).Message,
                StringComparison.Ordinal
            );
    }

    /// <summary>What a stream sends until three messages of a kind have come.</summary>
    private static async Task<string> WatchAsync(HttpClient client, string path, string kind)
    {
        await using var stream = await client.GetStreamAsync(path, TestContext.Current.CancellationToken);
        using var lines = new StreamReader(stream, new UTF8Encoding(false, throwOnInvalidBytes: true));
        var seen = new StringBuilder();
        for (var ends = 0; ends < 3; )
        {
            var line = await lines.ReadLineAsync(TestContext.Current.CancellationToken);
            Assert.NotNull(line);
            seen.Append(line).Append('\n');
            ends += line.Equals(kind, StringComparison.Ordinal) ? 1 : 0;
        }

        return seen.ToString();
    }

    /// <summary>A picture, raw or coded, is no short text of short words.</summary>
    private static void HoldsNoPicture(string what, byte[] bytes)
    {
        Assert.True(bytes.Length <= MostBytes, $"{what} has {bytes.Length} bytes");
        var text = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes);
        Assert.DoesNotContain(text, c => char.IsControl(c) && c is not '\n' and not '\r');
        var coded = Coded.Match(text);
        Assert.False(coded.Success, $"{what} holds '{coded.Value}'");
    }

    /// <summary>More letters and digits in a row than a SHA-256 has.</summary>
    [GeneratedRegex("[A-Za-z0-9+/=_-]{65,}", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Coded { get; }
}
