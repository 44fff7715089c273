using System.Net;
using System.Text.Json.Nodes;
using Vitrine.Tests.Hosts.Web;
using Vitrine.Windows;
using Xunit;

namespace Vitrine.Tests.Hosts.Edge.Http;

public sealed class WindowListTests
{
    [Fact]
    public async Task All_windows_are_an_array_of_what_the_events_tell()
    {
        await using var served = await ServedHttp.StartAsync(Windows.Stored(200));

        var array = JsonNode.Parse(await served.GetText("/windows"))!.AsArray();

        Assert.Equal(200, array.Count);
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(WindowJson.Text(Windows.Numbered(200))), array[^1]));
    }

    [Fact]
    public async Task Where_there_are_none_the_array_is_empty()
    {
        await using var served = await ServedHttp.StartAsync();

        Assert.Empty(JsonNode.Parse(await served.GetText("/windows"))!.AsArray());
    }

    [Theory]
    [InlineData("", "1-1000")]
    [InlineData("?from=2026-01-31T09:10:00Z&to=2026-01-31T09:15:00Z", "11-15")]
    [InlineData("?from=2026-01-31T10:10:00%2B01:00&limit=2", "11-12")]
    [InlineData("?from=2026-01-31T09:10&to=2026-01-31T09:11", "11-11")]
    [InlineData("?to=2026-01-31T09:00:30.5Z", "1-1")]
    [InlineData("?from=2026-02-01", "901-1000")]
    [InlineData("?after=998", "999-1000")]
    [InlineData("?after=10&limit=300", "11-310")]
    [InlineData("?after=10&from=2026-01-31T09:20:00Z&limit=1", "21-21")]
    public async Task Only_those_asked_for_come(string query, string expected)
    {
        await using var served = await ServedHttp.StartAsync(Windows.Stored(1000));

        var array = JsonNode.Parse(await served.GetText("/windows" + query))!.AsArray();

        var sequences = array.Select(window => window!["sequence"]!.GetValue<long>()).ToArray();
        Assert.Equal(expected, $"{sequences[0]}-{sequences[^1]}");
        Assert.Equal(sequences[^1] - sequences[0] + 1, sequences.Length);
    }

    [Theory]
    [InlineData("?format=csv", "*/*")]
    [InlineData("", "text/csv")]
    public async Task A_table_has_a_header_and_a_row_for_each(string query, string accept)
    {
        await using var served = await ServedHttp.StartAsync(Windows.Stored(100));

        using var response = await served.Get("/windows" + query, ("Accept", accept));
        var lines = (await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).Split('\n');

        Assert.Equal("text/csv", response.Content.Headers.ContentType?.MediaType);
        Assert.StartsWith("device,sequence,start,end,visitors,", lines[0], StringComparison.Ordinal);
        Assert.Contains("line_door_in", lines[0], StringComparison.Ordinal);
        Assert.StartsWith("shop-1,100,2026-01-31T10:39:00.000Z,", lines[100], StringComparison.Ordinal);
        Assert.Equal((102, ""), (lines.Length, lines[101]));
    }

    [Fact]
    public async Task An_empty_table_has_its_header()
    {
        await using var served = await ServedHttp.StartAsync();

        Assert.StartsWith("device,sequence", await served.GetText("/windows?format=csv"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("?from=yesterday", "'from' yesterday is no time")]
    [InlineData("?to=1769850000", "'to' 1769850000 is no time")]
    [InlineData("?from=2026-02-30", "is no time")]
    [InlineData("?from=2026-02-01&to=2026-01-01", "later than")]
    [InlineData("?after=x", "'after' x is no whole number from 0")]
    [InlineData("?limit=0", "'limit' 0 is no whole number from 1")]
    [InlineData("?format=xml", "neither json nor csv")]
    [InlineData("?form=csv", "there is no 'form'")]
    [InlineData("?after=1&after=2", "'after' is given more than once")]
    public async Task What_cannot_be_understood_is_said(string query, string says)
    {
        await using var served = await ServedHttp.StartAsync(Windows.Stored(1));

        using var response = await served.Get("/windows" + query);

        await Problem.Says(response, HttpStatusCode.BadRequest, says);
    }

    [Fact]
    public async Task A_store_that_fails_is_no_short_list()
    {
        var feed = new WindowFeed(
            (after, _, _) =>
                after == 0
                    ? Task.FromResult<IReadOnlyList<Vitrine.Wire.AggregateWindow>>([Windows.Numbered(1)])
                    : throw new IOException("the disk is gone")
        );
        feed.Resume(2);
        await using var served = await ServedHttp.StartAsync(feed);

        await Assert.ThrowsAnyAsync<HttpRequestException>(() => served.GetText("/windows"));
        using var atOnce = await served.Get("/windows?after=1");

        await Problem.Says(atOnce, HttpStatusCode.InternalServerError, "log");
        Assert.Contains(served.Log.After(0), line => line.Text.Contains("the disk is gone", StringComparison.Ordinal));
    }

    [Fact]
    public async Task No_more_is_read_from_the_store_than_the_client_takes()
    {
        const int BytesOnTheWay = 10_000_000;
        var (all, last) = (Windows.Stored(100_000), 0L);
        var feed = new WindowFeed(
            (after, most, stop) =>
            {
                Volatile.Write(ref last, after);
                return all.ReadAsync(after, most, stop);
            }
        );
        feed.Resume(all.Last);
        await using var served = await ServedHttp.StartAsync(feed);
        using var response = await served.Get("/windows");
        await using var body = await response.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken);

        var (buffer, total, ahead) = (new byte[64 * 1024], 0L, 0L);
        for (int read; (read = await body.ReadAsync(buffer, TestContext.Current.CancellationToken)) > 0; total += read)
        {
            var window = WindowJson.Text(Windows.Numbered(1)).Length;
            ahead = Math.Max(ahead, (Volatile.Read(ref last) * window) - total - read);
        }

        Assert.True(total > 5 * BytesOnTheWay, $"{total} bytes");
        Assert.True(ahead < BytesOnTheWay, $"{ahead} bytes were read before the client took them");
    }
}
