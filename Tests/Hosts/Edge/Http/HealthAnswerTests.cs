using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Vitrine.Hosts.Edge.Status;
using Xunit;

namespace Vitrine.Tests.Hosts.Edge.Http;

public sealed class HealthAnswerTests
{
    [Fact]
    public async Task What_is_not_well_is_said_by_its_part_and_only_where_it_belongs()
    {
        await using var served = await ServedHttp.StartAsync(more: services =>
            services
                .AddHealthChecks()
                .AddCheck("actors", () => HealthCheckResult.Healthy(), [HealthTags.Alive])
                .AddCheck("graph", () => HealthCheckResult.Unhealthy("frames: no camera"), [HealthTags.Ready])
        );

        using var live = await served.Get("/health/live");
        using var ready = await served.Get("/health/ready");

        Assert.Equal((HttpStatusCode.OK, true), (live.StatusCode, (bool?)(await Body(live))["ok"]));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, ready.StatusCode);
        var part = Assert.Single((await Body(ready))["parts"]!.AsArray())!;
        Assert.Equal(
            ("graph", false, "frames: no camera"),
            ((string?)part["part"], (bool?)part["ok"], (string?)part["why"])
        );
    }

    [Fact]
    public async Task Who_asks_again_and_again_leaves_nothing_in_the_log()
    {
        await using var served = await ServedHttp.StartAsync(more: services =>
            services
                .AddHealthChecks()
                .AddCheck("graph", () => HealthCheckResult.Unhealthy("frames: no camera"), [HealthTags.Ready])
        );

        for (var time = 0; time < 3; time++)
        {
            await served.GetText("/health/ready");
        }

        await served.GetText("/nowhere");
        OneLine.Says(Assert.Single(served.Log.After(0)).Text, "/nowhere");
    }

    private static async Task<JsonNode> Body(HttpResponseMessage response) =>
        JsonNode.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!;
}
