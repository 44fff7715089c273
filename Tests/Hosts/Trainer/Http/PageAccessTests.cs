using System.Net;
using Vitrine.Hosts.Trainer.Http;
using Vitrine.Hosts.Web;
using Vitrine.Tests.Hosts.Web;
using Vitrine.Wire;
using Xunit;

namespace Vitrine.Tests.Hosts.Trainer.Http;

/// <summary>Who may read the trainer's page.</summary>
public sealed class PageAccessTests
{
    private const string Secret = "open-sesame-open-sesame";

    [Fact]
    public void Others_may_read_only_with_a_token_and_over_TLS_or_where_it_is_said_that_plain_will_do()
    {
        var open = new AccessOptions { Names = PageArguments.Names };
        var token = open with { Token = AccessToken.Parse(Secret) };

        OneLine.Says(Refusal("http://0.0.0.0:0", open), "--http http://0.0.0.0:0/", "VITRINE_TOKEN");
        OneLine.Says(Refusal("http://0.0.0.0:0", token), "--http-plain");
        OneLine.Says(Refusal("https://0.0.0.0:0", token), "--http-certificate", "--http-key");
        HttpSocket.Open(Address("http://0.0.0.0:0"), token with { AllowPlain = true })!.Dispose();
        Assert.Null(Address("off"));
    }

    [Fact]
    public async Task Nothing_is_told_without_the_token_and_everything_is_read_only()
    {
        var access = new AccessOptions { Token = AccessToken.Parse(Secret), AllowPlain = true };
        await using var page = await ServedPage.Start(access, "http://0.0.0.0:0");

        foreach (
            var path in new[]
            {
                "/",
                "/trainer.js",
                "/base.css",
                "/api/board",
                "/api/events",
                "/api/jobs/1/artefacts/a",
            }
        )
        {
            using var none = await page.Get(path);
            await Problem.Says(none, HttpStatusCode.Unauthorized, "token");
        }

        using var right = await page.Get("/api/jobs", ("Authorization", $"Bearer {Secret}"), ("Host", "box.example"));
        Assert.Equal(HttpStatusCode.OK, right.StatusCode);
        Assert.Contains(
            "img-src 'self'",
            right.Headers.GetValues("Content-Security-Policy").Single(),
            StringComparison.Ordinal
        );
        using var written = await Soon.Done(
            page.Client.PostAsync(
                new Uri("/api/jobs", UriKind.Relative),
                content: null,
                TestContext.Current.CancellationToken
            )
        );
        await Problem.Says(written, HttpStatusCode.MethodNotAllowed, "read only");
    }

    [Fact]
    public async Task On_loopback_only_loopbacks_own_names_are_served()
    {
        await using var page = await ServedPage.Start();

        using var rebound = await page.Get("/api/jobs", ("Host", "rebound.example"));

        await Problem.Says(rebound, HttpStatusCode.BadRequest, "rebound.example");
    }

    private static HttpAddress? Address(string text) => HttpAddress.Parse(text, PageServer.UsualPort);

    private static string Refusal(string address, AccessOptions access) =>
        Assert.Throws<BadInputException>(() => HttpSocket.Open(Address(address), access)?.Dispose()).Message;
}
