using System.Net;
using System.Text.Json.Nodes;
using Xunit;

namespace Vitrine.Tests.Hosts.Web;

/// <summary>What a client is told that asks for what cannot be served: one sentence.</summary>
internal static class Problem
{
    public static async Task Says(HttpResponseMessage response, HttpStatusCode status, params string[] words)
    {
        Assert.Equal(status, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        OneLine.Says(JsonNode.Parse(text)!["detail"]!.GetValue<string>(), words);
    }
}
