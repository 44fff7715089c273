using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Vitrine.Wire;

namespace Vitrine.Hosts.Web;

/// <summary>
/// Answers what cannot be served: to the client a problem description (RFC 9457) of one sentence, to the operator a line, and
/// few of them however many requests come.
/// </summary>
internal sealed class ProblemResponses(ILogger<ProblemResponses> logger, TimeProvider clock)
{
    private readonly RateLimits<int> limits = new(clock);

    /// <summary>Answers and logs.</summary>
    /// <param name="context">The request.</param>
    /// <param name="status">The HTTP status.</param>
    /// <param name="why">One sentence for the client.</param>
    /// <param name="cause">What the operator gets instead; null: the same.</param>
    public async Task AnswerAsync(HttpContext context, int status, string why, string? cause = null)
    {
        Log(context.Request, status, cause ?? why);
        if (!context.Response.HasStarted)
        {
            await TypedResults.Problem(Clean(why), statusCode: status).ExecuteAsync(context);
        }
    }

    private void Log(HttpRequest request, int status, string why)
    {
        var (pass, heldBack) = limits.Ask(status);
        if (heldBack > 0)
        {
            logger.LogWarning("http: {Count} more requests were answered with {Status} meanwhile", heldBack, status);
        }

        if (pass)
        {
            // The path alone: behind it, a token may stand.
            var asked = $"{request.Method} {request.Path.Value}";
            logger.LogWarning("http: {Asked}: {Status}: {Why}", Clean(asked), status, Clean(why));
        }
    }

    private static string Clean(string text) => SingleLine.Of(text, SingleLine.OfPeer);
}
