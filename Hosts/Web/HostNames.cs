using Microsoft.AspNetCore.Http;

namespace Vitrine.Hosts.Web;

/// <summary>
/// Refuses any name but the machine's own to itself, where only the machine itself is served: else a page from anywhere could
/// read along through a name that its owner points at 127.0.0.1 (DNS rebinding).
/// </summary>
internal sealed class HostNames(RequestDelegate next, ProblemResponses problems)
{
    private static readonly string[] Own = ["localhost", "127.0.0.1", "[::1]"];

    public Task InvokeAsync(HttpContext context) =>
        Own.Contains(context.Request.Host.Host, StringComparer.OrdinalIgnoreCase)
            ? next(context)
            : problems.AnswerAsync(
                context,
                StatusCodes.Status400BadRequest,
                $"Host '{context.Request.Host.Host}' is not served here; only {string.Join(", ", Own)} are."
            );
}
