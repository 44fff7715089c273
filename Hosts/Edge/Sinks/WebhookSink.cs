using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Vitrine.Windows;
using Vitrine.Wire;

namespace Vitrine.Hosts.Edge.Sinks;

/// <summary>
/// Posts each window as JSON to a web server; any answer from 200 to 299 says that it is delivered. The header Idempotency-Key,
/// DEVICE-SEQUENCE, shows a window that comes again.
/// </summary>
internal sealed class WebhookSink : IWindowSink
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>A server that asks for a longer pause is tried again after this one.</summary>
    private static readonly TimeSpan LongestPause = TimeSpan.FromHours(1);

    private readonly Uri url;
    private readonly TimeProvider clock;
    private readonly HttpClient client;
    private TimeSpan pause;

    /// <param name="url">Where to.</param>
    /// <param name="token">What the server asks for; empty: nothing.</param>
    /// <param name="clock">Measures how long the server takes.</param>
    public WebhookSink(Uri url, string token, TimeProvider clock)
    {
        (this.url, this.clock) = (url, clock);
        var handler = new SocketsHttpHandler
        {
            // The token is for this server only.
            AllowAutoRedirect = false,
            UseCookies = false,
            // A server that moves is found again by its name.
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        };
        client = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
        client.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue("Vitrine", productVersion: null));
        client.DefaultRequestHeaders.Authorization =
            token.Length == 0 ? null : new AuthenticationHeaderValue("Bearer", token);
    }

    /// <inheritdoc />
    public string Name => "webhook";

    /// <summary>Without the path, which may be a secret.</summary>
    public string Place => $"{url.Scheme}://{url.Authority}";

    /// <inheritdoc />
    public async ValueTask SendAsync(AggregateWindow window, CancellationToken cancellationToken)
    {
        await Task.Delay(pause, clock, cancellationToken);
        pause = TimeSpan.Zero;
        using var late = new CancellationTokenSource(Patience, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellationToken);
        try
        {
            using var request = Request(window);
            using var response = await client.SendAsync(
                request,
                HttpCompletionOption.ResponseHeadersRead,
                either.Token
            );
            MustBeTaken(response);
        }
        catch (OperationCanceledException silent) when (!cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException($"it has not answered within {Patience.TotalSeconds:0} s", silent);
        }
    }

    /// <inheritdoc />
    public void Dispose() => client.Dispose();

    private HttpRequestMessage Request(AggregateWindow window)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, url)
        {
            Content = new StringContent(WindowJson.Text(window), Encoding.UTF8, "application/json"),
        };
        var key = string.Create(CultureInfo.InvariantCulture, $"{window.Device}-{window.Sequence}");
        request.Headers.Add("Idempotency-Key", key);
        return request;
    }

    private void MustBeTaken(HttpResponseMessage response)
    {
        if (response.IsSuccessStatusCode)
        {
            return;
        }

        var code = response.StatusCode;
        var answer = $"it answers {(int)code} {code}";
        if ((int)code >= 500 || code is HttpStatusCode.TooManyRequests or HttpStatusCode.RequestTimeout)
        {
            pause = WantedPause(response.Headers.RetryAfter);
            throw new HttpRequestException(answer);
        }

        throw new BadInputException(
            (int)code < 400
                ? $"{answer}, and redirects are not followed: set webhook.url to where it leads"
                : $"{answer}: see to webhook.url, webhook.token and what the server takes"
        );
    }

    private TimeSpan WantedPause(RetryConditionHeaderValue? wanted)
    {
        var given = wanted?.Delta ?? wanted?.Date - clock.GetUtcNow() ?? TimeSpan.Zero;
        return TimeSpan.FromTicks(Math.Clamp(given.Ticks, 0, LongestPause.Ticks));
    }
}
