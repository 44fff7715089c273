using System.Net;
using Xunit;

namespace Vitrine.Tests.Hosts.Edge.Http;

/// <summary>A whole edge, asked whether it does its work.</summary>
public sealed class ReadinessTests
{
    [Fact]
    public async Task An_edge_is_ready_once_it_counts()
    {
        using var edge = new EdgeProcess("--source", "synthetic", "--models", "none", "--http", "http://127.0.0.1:0");
        using var client = new HttpClient { BaseAddress = await edge.Dashboard() };

        await Until(client, HttpStatusCode.OK, "\"part\":\"graph\",\"ok\":true");
    }

    [Fact]
    public async Task An_edge_without_its_camera_is_alive_but_not_ready_and_says_why()
    {
        using var edge = new EdgeProcess(
            "--source",
            "http://127.0.0.1:1/",
            "--models",
            "none",
            "--http",
            "http://[::1]:0"
        );
        using var client = new HttpClient { BaseAddress = await edge.Dashboard() };

        await Until(client, HttpStatusCode.ServiceUnavailable, "frames: failed: ");
        using var alive = await client.GetAsync("health/live", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, alive.StatusCode);
    }

    private static async Task Until(HttpClient client, HttpStatusCode status, string says)
    {
        HttpStatusCode last;
        string body;
        using var patience = new CancellationTokenSource(Soon.Deadline);
        do
        {
            using var answer = await client.GetAsync("health/ready", patience.Token);
            last = answer.StatusCode;
            body = await answer.Content.ReadAsStringAsync(patience.Token);
            await Task.Delay(50, patience.Token);
        } while (last != status || !body.Contains(says, StringComparison.Ordinal));
    }
}
