using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Vitrine.Wire;

namespace Vitrine.Hosts.Web;

/// <summary>
/// Answers what cannot be served: to the client a problem description (RFC 9457) of one sentence, to the operator a line, and
/// few of them however many requests come.
/// </summary>
internal sealed class Refusals(ILogger<Refusals> logger, TimeProvider clock)
{
    private const int LongestText = 300;
    private readonly Lock gate = new();
    private readonly Dictionary<int, RateLimit> limits = [];

    /// <summary>Answers and logs.</summary>
    /// <param name="context">The request.</param>
    /// <param name="status">The HTTP status.</param>
    /// <param name="why">One sentence for the client.</param>
    /// <param name="cause">What the operator is told instead; null: the same.</param>
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
        var (pass, heldBack) = Ask(status);
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

    private (bool Pass, int HeldBack) Ask(int status)
    {
        lock (gate)
        {
            var (next, pass, heldBack) = limits.GetValueOrDefault(status, RateLimit.Fresh).Ask(clock.GetUtcNow());
            limits[status] = next;
            return (pass, heldBack);
        }
    }

    /// <summary>A stranger's text, without what could move a terminal's cursor, and not at any length.</summary>
    private static string Clean(string text) =>
        string.Concat(text.Take(LongestText).Select(c => char.IsControl(c) || char.IsSurrogate(c) ? '?' : c));
}
