using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Vitrine.Hosts.Edge.Http;
using Vitrine.Hosts.Web;
using Vitrine.Tests.Hosts.Web;
using Vitrine.Wire;
using Xunit;

namespace Vitrine.Tests.Hosts.Edge.Http;

/// <summary>Who gets in, and what every answer promises.</summary>
public sealed class GuardTests : IDisposable
{
    private const string Secret = "open-sesame-open-sesame";
    private static readonly AccessOptions WithToken = new() { Token = AccessToken.Parse(Secret), AllowPlain = true };

    private readonly TemporaryFolder folder = new();

    public static TheoryData<string> Paths =>
        ["/", "/dashboard.js", "/events", "/live", "/windows", "/metrics", "/health/live", "/openapi.json", "/nowhere"];

    [Theory]
    [InlineData("POST")]
    [InlineData("PUT")]
    [InlineData("DELETE")]
    [InlineData("OPTIONS")]
    [InlineData("BREW")]
    public async Task Everything_is_read_only(string method)
    {
        await using var served = await ServedHttp.StartAsync();
        foreach (var path in Paths)
        {
            using var response = await served.Send(new HttpMethod(method), path);

            await Problem.Says(response, HttpStatusCode.MethodNotAllowed, "read only");
            Assert.Equal(["GET", "HEAD"], response.Content.Headers.Allow);
        }
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public async Task No_answer_leads_a_browser_astray(string path)
    {
        await using var served = await ServedHttp.StartAsync();

        using var response = await served.Get(path, ("Origin", "http://elsewhere.example"));

        var headers = response.Headers;
        Assert.Equal(["nosniff"], headers.GetValues("X-Content-Type-Options"));
        var policy = Assert.Single(headers.GetValues("Content-Security-Policy"));
        Assert.StartsWith("default-src 'none';", policy, StringComparison.Ordinal);
        Assert.Contains("img-src 'none'", policy, StringComparison.Ordinal);
        Assert.True(headers.CacheControl?.NoStore);
        Assert.DoesNotContain(
            headers,
            header =>
                header.Key.StartsWith("Access-Control", StringComparison.OrdinalIgnoreCase) || header.Key is "Server"
        );
    }

    [Fact]
    public async Task What_is_not_there_is_said()
    {
        await using var served = await ServedHttp.StartAsync();

        using var response = await served.Get("/frames/latest.jpg");

        await Problem.Says(response, HttpStatusCode.NotFound, "/openapi.json");
    }

    [Theory]
    [InlineData("localhost", true)]
    [InlineData("LOCALHOST:8090", true)]
    [InlineData("127.0.0.1:1", true)]
    [InlineData("[::1]", true)]
    [InlineData("rebound.example", false)]
    [InlineData("localhost.example", false)]
    [InlineData("127.0.0.1.example:8090", false)]
    [InlineData("192.168.1.5", false)]
    public async Task On_loopback_only_loopbacks_own_names_are_served(string host, bool isServed)
    {
        await using var served = await ServedHttp.StartAsync();

        using var response = await served.Get("/windows", ("Host", host));

        if (isServed)
        {
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        }
        else
        {
            await Problem.Says(response, HttpStatusCode.BadRequest, host.Split(':')[0]);
        }
    }

    [Fact]
    public async Task Beyond_the_device_any_name_will_do_but_nothing_is_told_without_the_token()
    {
        await using var served = await ServedHttp.StartAsync(address: "http://0.0.0.0:0", access: WithToken);
        foreach (var path in Paths)
        {
            using var none = await served.Get(path, ("Host", "shop.example"));
            await Problem.Says(none, HttpStatusCode.Unauthorized, "token");
            Assert.Equal("Bearer", Assert.Single(none.Headers.WwwAuthenticate).Scheme);

            using var wrong = await served.Get(path, ("Authorization", "Bearer " + Secret[1..]));
            Assert.Equal(HttpStatusCode.Unauthorized, wrong.StatusCode);
        }

        using var right = await served.Get("/windows", ("Host", "shop.example"), ("Authorization", "Bearer " + Secret));
        Assert.Equal(HttpStatusCode.OK, right.StatusCode);
    }

    [Fact]
    public async Task A_browser_gets_in_once_and_stays_in()
    {
        await using var served = await ServedHttp.StartAsync(access: WithToken);

        using var first = await served.Get($"/?token={Secret}");
        Assert.Equal((HttpStatusCode.SeeOther, "./"), (first.StatusCode, first.Headers.Location?.ToString()));
        var cookie = Assert.Single(first.Headers.GetValues("Set-Cookie"));
        Assert.Contains("; samesite=strict; httponly", cookie, StringComparison.Ordinal);
        Assert.DoesNotContain("path=", cookie, StringComparison.OrdinalIgnoreCase);

        using var page = await served.Get("/", ("Cookie", cookie.Split(';')[0]));
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        using var wrong = await served.Get("/?token=open-sesame-open-sesamf");
        Assert.Equal(HttpStatusCode.Unauthorized, wrong.StatusCode);
        Assert.DoesNotContain(served.Log.After(0), line => line.Text.Contains("sesam", StringComparison.Ordinal));
    }

    [Fact]
    public void Nothing_is_served_to_others_before_they_can_be_told_apart()
    {
        OneLine.Says(Refusal("http://0.0.0.0:0", new AccessOptions()), "--http http://0.0.0.0:0/", "access.token");
        OneLine.Says(Refusal("http://0.0.0.0:0", WithToken with { AllowPlain = false }), "access.allow-plain");
        OneLine.Says(Refusal("https://0.0.0.0:0", WithToken), "http.certificate");
        OneLine.Says(Refusal("https://0.0.0.0:0", WithToken with { Certificate = "no.pem", Key = "no.pem" }), "no.pem");
    }

    [Fact]
    public async Task With_a_certificate_it_is_https()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=vitrine", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        var now = TimeProvider.System.GetUtcNow();
        using var certificate = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        var access = WithToken with
        {
            AllowPlain = false,
            Certificate = folder.Write("cert.pem", certificate.ExportCertificatePem()),
            Key = folder.Write("key.pem", key.ExportPkcs8PrivateKeyPem()),
        };
        File.SetUnixFileMode(access.Key, UnixFileMode.UserRead | UnixFileMode.OtherRead);
        OneLine.Says(Refusal("https://0.0.0.0:0", access), "http.key", $"chmod 600 '{access.Key}'");
        File.SetUnixFileMode(access.Key, UnixFileMode.UserRead);
        await using var served = await ServedHttp.StartAsync(address: "https://0.0.0.0:0", access: access);
        using var handler = new SocketsHttpHandler
        {
            SslOptions =
            {
                CertificateChainPolicy = new X509ChainPolicy
                {
                    TrustMode = X509ChainTrustMode.CustomRootTrust,
                    CustomTrustStore = { certificate },
                    RevocationMode = X509RevocationMode.NoCheck,
                },
            },
        };
        using var client = new HttpClient(handler);
        client.DefaultRequestHeaders.Add("Authorization", "Bearer " + Secret);

        var windows = await client.GetStringAsync(
            new Uri(served.Client.BaseAddress!, "windows"),
            TestContext.Current.CancellationToken
        );

        Assert.Equal("https", served.Client.BaseAddress!.Scheme);
        Assert.StartsWith("[", windows, StringComparison.Ordinal);
    }

    public void Dispose() => folder.Dispose();

    private static string Refusal(string address, AccessOptions access) =>
        Assert
            .Throws<BadInputException>(() =>
                HttpSocket.Open(HttpAddress.Parse(address, HttpServer.UsualPort), access)?.Dispose()
            )
            .Message;
}
