using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Vitrine.Hosts.Edge.Http;
using Vitrine.Hosts.Edge.Status;
using Vitrine.Pipelines;
using Xunit;

namespace Vitrine.Tests.Hosts.Edge.Http;

public sealed class LiveEventsTests
{
    public static LiveStatus Status { get; } =
        new(
            Windows.Begin,
            60,
            "synthetic",
            Ok: false,
            Why: "frames: failed",
            15,
            2,
            12,
            new FrameCounts(900, 880, 15, 5),
            1,
            ["age"],
            new Latency(42, 88),
            [new LiveNode("detector", 900, 880, 0, 5, 1, 2, 0, new Latency(30, 60))],
            [new LiveModel("age", 3)],
            60,
            150
        );

    [Fact]
    public async Task A_newcomer_gets_the_last_lines_and_then_the_status()
    {
        await using var served = await ServedHttp.StartAsync();
        for (var i = 1; i <= RecentLog.Most + 50; i++)
        {
            served.Log.Add(LogLevel.Warning, $"line {i}");
        }

        served.App.Services.GetRequiredService<LiveFeed>().Put(Status);
        await using var events = await EventReader.Open(served, "/live");

        for (var i = 51; i <= RecentLog.Most + 50; i++)
        {
            var item = await events.Next();
            Assert.Equal("log", item.EventType);
            var line = JsonNode.Parse(item.Data)!;
            Assert.Equal(($"line {i}", "warning"), ((string?)line["text"], (string?)line["level"]));
        }

        var status = await events.Next();
        Assert.Equal(("status", Status.ToJson()), (status.EventType, status.Data));
    }

    [Fact]
    public async Task A_line_comes_as_it_is_written_and_only_once()
    {
        await using var served = await ServedHttp.StartAsync();
        served.App.Services.GetRequiredService<LiveFeed>().Put(Status);
        await using var events = await EventReader.Open(served, "/live");
        Assert.Equal("status", (await events.Next()).EventType);

        served.Log.Add(LogLevel.Error, "detector: \"DEGRADED\"\n\ndata: x");

        var kinds = new List<string>();
        while (kinds.Count(kind => kind is "status") < 2)
        {
            var item = await events.Next();
            kinds.Add(item.EventType);
            if (item.EventType is "log")
            {
                Assert.Equal("detector: \"DEGRADED\" data: x", (string?)JsonNode.Parse(item.Data)!["text"]);
            }
        }

        Assert.Single(kinds, kind => kind is "log");
    }

    [Fact]
    public void A_long_line_is_cut_short()
    {
        var log = new RecentLog(TimeProvider.System);

        log.Add(LogLevel.Information, new string('x', 100_000));

        Assert.Equal(RecentLog.LongestText, Assert.Single(log.After(0)).Text.Length);
    }
}
