using System.Text.Json.Nodes;
using Vitrine.Hosts.Edge.Sinks;
using Xunit;

namespace Vitrine.Tests.Hosts.Edge.Sinks;

public sealed class WebhookRequestTests : IAsyncLifetime
{
    private readonly HookServer server = new();
    private readonly RunningSink running = new();

    [Fact]
    public async Task A_request_is_the_window_as_JSON_with_a_key_of_its_own_and_the_token()
    {
        await server.Start();
        running.Append(2);
        Post("a-token");

        await Soon.True(() => server.Sequences.Count == 2);

        Assert.Equal(["shop.3-1", "shop.3-2"], server.Requests.Select(request => request.Headers["Idempotency-Key"]));
        Assert.All(
            server.Requests,
            request =>
            {
                Assert.Equal("Bearer a-token", request.Headers["Authorization"]);
                Assert.Equal("application/json; charset=utf-8", request.Headers["Content-Type"]);
                Assert.Equal("shop.3", JsonNode.Parse(request.Body)!["device"]!.GetValue<string>());
            }
        );
    }

    [Fact]
    public async Task The_token_of_the_environment_goes_before_the_configuration_s()
    {
        await server.Start();
        running.Append(1);
        Environment.SetEnvironmentVariable(WebhookOptions.TokenVariable, "of-the-environment");
        try
        {
            Post("of-the-file");
        }
        finally
        {
            Environment.SetEnvironmentVariable(WebhookOptions.TokenVariable, null);
        }

        await Soon.True(() => server.Sequences.Count == 1);

        Assert.Equal("Bearer of-the-environment", Assert.Single(server.Requests).Headers["Authorization"]);
    }

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await running.DisposeAsync();
        await server.DisposeAsync();
    }

    private void Post(string token) => running.Start(new WebhookOptions { Url = server.Address, Token = token });
}
