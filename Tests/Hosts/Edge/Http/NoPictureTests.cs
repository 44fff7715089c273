using System.Text;
using System.Text.RegularExpressions;
using Xunit;

namespace Vitrine.Tests.Hosts.Edge.Http;

/// <summary>Everything that a whole edge says over HTTP while it counts, looked at byte by byte.</summary>
public sealed partial class NoPictureTests
{
    /// <summary>Bytes of the largest answer there may be.</summary>
    private const int MostBytes = 32 * 1024;

    private static readonly string[] Streams = ["events?after=0", "live"];

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

        var streams = Task.WhenAll(Streams.Select(path => WatchAsync(client, path, TimeSpan.FromSeconds(8))));
        foreach (var path in Pages)
        {
            using var answer = await Soon.Done(client.GetAsync(path, TestContext.Current.CancellationToken));
            HoldsNoPicture(path, await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
        }

        var messages = (await Soon.Done(streams))
            .SelectMany(seen => Encoding.UTF8.GetString(seen).Split("\n\n"))
            .ToArray();
        Assert.Contains(messages, message => message.Contains("event: window", StringComparison.Ordinal));
        Assert.Contains(messages, message => message.Contains("event: status", StringComparison.Ordinal));
        Assert.All(messages, message => HoldsNoPicture("a message", Encoding.UTF8.GetBytes(message)));
    }

    [Fact]
    public void A_planted_picture_is_seen()
    {
        byte[] jpeg = [0xFF, 0xD8, 0xFF, 0xE0, .. new byte[100]];
        Assert.ThrowsAny<Exception>(() => HoldsNoPicture("jpeg", jpeg));
        Assert.ThrowsAny<Exception>(() =>
            HoldsNoPicture("base64", Encoding.UTF8.GetBytes(Convert.ToBase64String(jpeg)))
        );
        Assert.ThrowsAny<Exception>(() => HoldsNoPicture("hex", Encoding.UTF8.GetBytes(Convert.ToHexString(jpeg))));
        Assert.ThrowsAny<Exception>(() =>
            HoldsNoPicture("numbers", Encoding.UTF8.GetBytes(string.Join(',', new byte[17_000])))
        );
    }

    private static async Task<byte[]> WatchAsync(HttpClient client, string path, TimeSpan time)
    {
        await using var stream = await client.GetStreamAsync(path, TestContext.Current.CancellationToken);
        using var seen = new MemoryStream();
        using var over = new CancellationTokenSource(time);
        try
        {
            await stream.CopyToAsync(seen, over.Token);
        }
        catch (OperationCanceledException) when (over.IsCancellationRequested)
        {
            // Seen enough.
        }

        return seen.ToArray();
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
