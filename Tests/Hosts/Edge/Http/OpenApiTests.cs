using System.Net;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Vitrine.Windows;
using Xunit;

namespace Vitrine.Tests.Hosts.Edge.Http;

/// <summary>The description holds what is served, and what is served is described.</summary>
public sealed class OpenApiTests
{
    [Fact]
    public async Task Every_route_is_described_and_every_described_route_is_served()
    {
        await using var served = await ServedHttp.StartAsync();
        var described = (await Description(served))["paths"]!.AsObject().Select(path => path.Key).ToArray();

        var routes = served
            .App.Services.GetRequiredService<EndpointDataSource>()
            .Endpoints.OfType<RouteEndpoint>()
            .Select(endpoint => endpoint.RoutePattern.RawText!);
        Assert.Equal(described.Order(), routes.Append("/").Order());

        foreach (var path in described)
        {
            using var response = await served.Get(path);
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        }
    }

    [Fact]
    public async Task Each_answer_is_of_a_described_kind()
    {
        await using var served = await ServedHttp.StartAsync();
        foreach (var (path, item) in (await Description(served))["paths"]!.AsObject())
        {
            using var response = await served.Get(path);
            var kinds = item!["get"]!["responses"]!["200"]!["content"]!.AsObject().Select(kind => kind.Key);
            Assert.Contains(response.Content.Headers.ContentType!.MediaType, kinds);
        }
    }

    [Fact]
    public async Task Every_parameter_that_is_described_is_understood()
    {
        await using var served = await ServedHttp.StartAsync(Windows.Stored(3));
        var parameters = (await Description(served))["paths"]!["/windows"]!["get"]!["parameters"]!.AsArray();
        Assert.Equal(["from", "to", "after", "limit", "format", "locale"], parameters.Select(p => (string?)p!["name"]));

        using var response = await served.Get(
            "/windows?from=2026-01-01&to=2026-12-31T23:59:59Z&after=1&limit=1&format=json&locale=de"
        );

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task A_window_a_status_and_a_health_are_as_described()
    {
        await using var served = await ServedHttp.StartAsync(Windows.Stored(1));
        var schemas = (await Description(served))["components"]!["schemas"]!.AsObject();

        Matches(JsonNode.Parse(WindowJson.Text(Windows.Numbered(1)))!, schemas["Window"]!, schemas);
        Matches(JsonNode.Parse(LiveEventsTests.Status.ToJson())!, schemas["Status"]!, schemas);
        Matches(JsonNode.Parse(await served.GetText("/health/live"))!, schemas["Health"]!, schemas);
    }

    private static async Task<JsonNode> Description(ServedHttp served) =>
        JsonNode.Parse(await served.GetText("/openapi.json"))!;

    /// <summary>Every described property is there, and no other; likewise all the way down.</summary>
    private static void Matches(JsonNode value, JsonNode schema, JsonObject schemas)
    {
        if (schema["$ref"] is { } reference)
        {
            schema = schemas[((string)reference!).Split('/')[^1]]!;
        }

        if (schema["properties"] is JsonObject properties)
        {
            Assert.Equal(properties.Select(p => p.Key).Order(), value.AsObject().Select(p => p.Key).Order());
            foreach (var (name, inner) in value.AsObject())
            {
                if (inner is not null)
                {
                    Matches(inner, properties[name]!, schemas);
                }
            }
        }
        else if (schema["items"] is { } items)
        {
            Assert.All(value.AsArray(), item => Matches(item!, items, schemas));
        }
    }
}
