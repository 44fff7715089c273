using System.Net;
using System.Net.Sockets;
using Vitrine.Hosts.Web;
using Vitrine.Tests.Hosts.Web;
using Vitrine.Windows;
using Xunit;

namespace Vitrine.Tests.Hosts.Edge.Http;

public sealed class WindowStreamTests
{
    [Fact]
    public async Task All_that_are_kept_come_in_order_and_then_each_as_it_closes()
    {
        await using var served = await ServedHttp.StartAsync(Windows.Stored(2));
        await using var events = await EventReader.Open(served, "/events?after=0");

        Assert.Equal(["1", "2"], await events.NextIds(2));
        served.Feed.Append(Windows.Numbered(3));
        var third = await events.Next();

        Assert.Equal(("3", "window"), (third.EventId, third.EventType));
        Assert.Equal(WindowJson.Text(Windows.Numbered(3)), third.Data);
    }

    [Fact]
    public async Task Who_tells_nothing_gets_what_closes_from_now_on()
    {
        await using var served = await ServedHttp.StartAsync(Windows.Stored(5));
        await using var events = await EventReader.Open(served, "/events");

        served.Feed.Append(Windows.Numbered(6));

        Assert.Equal(["6"], await events.NextIds(1));
    }

    [Fact]
    public async Task Who_comes_back_goes_on_after_the_last_id_whatever_the_address_says()
    {
        await using var served = await ServedHttp.StartAsync(Windows.Stored(1000));
        await using var events = await EventReader.Open(served, "/events?after=0", ("Last-Event-ID", "997"));

        Assert.Equal(["998", "999", "1000"], await events.NextIds(3));
    }

    [Fact]
    public async Task Who_knows_of_windows_that_never_were_gets_those_to_come()
    {
        await using var served = await ServedHttp.StartAsync();
        await using var events = await EventReader.Open(served, "/events?after=999");

        served.Feed.Append(Windows.Numbered(1));

        Assert.Equal(["1"], await events.NextIds(1));
    }

    [Fact]
    public async Task After_some_silence_a_comment_tells_that_the_connection_stands()
    {
        await using var served = await ServedHttp.StartAsync(clock: new HastyClock());
        using var response = await served.Get("/events");
        using var body = new StreamReader(
            await response.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken)
        );

        var lines = new List<string?>();
        while (lines.Count(line => line is ": still here") < 3)
        {
            lines.Add(await Soon.Done(body.ReadLineAsync(TestContext.Current.CancellationToken).AsTask()));
        }

        Assert.DoesNotContain(lines, line => line is null || line.StartsWith("data", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("/events?after=soon", null)]
    [InlineData("/events?after=-1", null)]
    [InlineData("/events", "9999999999999999999999")]
    public async Task What_is_no_sequence_number_is_said(string path, string? lastEventId)
    {
        await using var served = await ServedHttp.StartAsync();

        using var response = await served.Get(path, lastEventId is null ? [] : [("Last-Event-ID", lastEventId)]);

        await Problem.Says(response, HttpStatusCode.BadRequest, "is no sequence number");
    }

    [Fact]
    public async Task A_week_is_read_by_several_at_once_each_whole_and_in_order()
    {
        const int Week = 10_080;
        await using var served = await ServedHttp.StartAsync(Windows.Stored(Week));
        var expected = Enumerable.Range(1, Week).Select(i => $"{i}").ToArray();

        var seen = await Task.WhenAll(
            Enumerable
                .Range(0, 5)
                .Select(async _ =>
                {
                    await using var events = await EventReader.Open(served, "/events?after=0");
                    return await events.NextIds(Week);
                })
        );

        Assert.All(seen, ids => Assert.Equal(expected, ids));
    }

    [Fact]
    public async Task One_that_does_not_read_is_let_go_and_keeps_nobody_waiting()
    {
        await using var served = await ServedHttp.StartAsync(Windows.Stored(1_000_000), clock: new HastyClock());
        using var stalled = await served.Connect();
        stalled.ReceiveBufferSize = 4096;
        await stalled
            .GetStream()
            .WriteAsync(
                "GET /events?after=0 HTTP/1.1\r\nHost: localhost\r\n\r\n"u8.ToArray(),
                TestContext.Current.CancellationToken
            );

        await using (var other = await EventReader.Open(served, "/events?after=999997"))
        {
            Assert.Equal(["999998", "999999", "1000000"], await other.NextIds(3));
        }

        await Soon.True(() => IsHungUp(stalled.Client));
    }

    [Fact]
    public async Task Too_many_at_once_are_told_when_to_come_back()
    {
        await using var served = await ServedHttp.StartAsync();
        var streams = new List<HttpResponseMessage>();
        for (var i = 0; i < HttpLimits.StreamsOfPeer; i++)
        {
            streams.Add(await served.Get("/events"));
        }

        using var refused = await served.Get("/events");
        await Problem.Says(refused, HttpStatusCode.ServiceUnavailable, "Too many");
        Assert.True(refused.Headers.RetryAfter?.Delta > TimeSpan.Zero);

        // One that leaves makes room.
        streams.ForEach(stream => stream.Dispose());
        await Soon.True(() => Opens(served));
    }

    private static bool Opens(ServedHttp served)
    {
        using var response = served.Client.Send(
            new HttpRequestMessage(HttpMethod.Get, "/events"),
            HttpCompletionOption.ResponseHeadersRead,
            TestContext.Current.CancellationToken
        );
        return response.StatusCode == HttpStatusCode.OK;
    }

    /// <summary>Whether the other side takes nothing more; nothing that it has sent is read.</summary>
    private static bool IsHungUp(Socket socket)
    {
        try
        {
            socket.Send(": "u8);
            return false;
        }
        catch (SocketException)
        {
            return true;
        }
    }
}
