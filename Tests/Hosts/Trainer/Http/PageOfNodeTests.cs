using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Xunit;

namespace Vitrine.Tests.Hosts.Trainer.Http;

/// <summary>The page of a real node, in a process of its own.</summary>
public sealed partial class PageOfNodeTests
{
    [Fact]
    public async Task A_node_says_where_its_page_is_and_knows_itself()
    {
        using var folder = new TemporaryFolder();
        var port = FreePort.Any().ToString(CultureInfo.InvariantCulture);
        using var node = new NodeProcess([
            "--role",
            "coordinator",
            "--port",
            port,
            "--store",
            folder["store"],
            "--http",
            "http://127.0.0.1:0",
        ]);
        await node.Until("dashboard: ");
        using var client = new HttpClient { BaseAddress = new Uri(Address.Match(node.Said).Value) };
        JsonNode? nodes = null;

        await Soon.Answered(async () =>
        {
            using var answer = await client.GetAsync(
                new Uri("api/nodes", UriKind.Relative),
                TestContext.Current.CancellationToken
            );
            nodes = JsonNode.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
            // For a moment it has an actor system, and is no member yet.
            return answer.IsSuccessStatusCode && nodes!["nodes"]!.AsArray() is [{ } one] && (bool)one["keepsQueue"]!;
        });

        var self = Assert.Single(nodes!["nodes"]!.AsArray())!;
        Assert.Equal(($"127.0.0.1:{port}", "up"), ((string)self["address"]!, (string)self["status"]!));
        Assert.True((bool)self["isThis"]! && (bool)self["keepsQueue"]!);
        Assert.Matches(@"^\d+\.\d+\.\d+$", (string)self["version"]!);
    }

    [GeneratedRegex(@"http://\S+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Address { get; }
}
