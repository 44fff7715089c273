using Microsoft.AspNetCore.Http;
using Vitrine.Wire;

namespace Vitrine.Hosts.Web;

/// <summary>
/// Lets in who knows the token: by <c>Authorization: Bearer</c>, or, in a browser, by opening <c>/?token=</c> once, which
/// becomes a cookie that no script can read and no other site can send.
/// </summary>
internal sealed class TokenGate(RequestDelegate next, AccessToken token, ProblemResponses problems)
{
    private const string Cookie = "vitrine-token";
    private const string Scheme = "Bearer ";

    public Task InvokeAsync(HttpContext context)
    {
        var request = context.Request;
        if (request.Path == "/" && request.Query["token"].ToString() is { Length: > 0 } given && token.Matches(given))
        {
            Remember(context, given);
            return Task.CompletedTask;
        }

        if (token.Matches(Bearer(request)) || token.Matches(request.Cookies[Cookie] ?? ""))
        {
            return next(context);
        }

        context.Response.Headers.WWWAuthenticate = "Bearer";
        return problems.AnswerAsync(
            context,
            StatusCodes.Status401Unauthorized,
            "This needs the token: send 'Authorization: Bearer TOKEN', or open /?token=TOKEN in a browser."
        );
    }

    private static string Bearer(HttpRequest request) =>
        request.Headers.Authorization.ToString() is var header
        && header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
            ? header[Scheme.Length..]
            : "";

    /// <summary>Sends the browser on to the address without the token, which so stays in no history.</summary>
    private static void Remember(HttpContext context, string given)
    {
        context.Response.Cookies.Append(
            Cookie,
            given,
            new CookieOptions
            {
                HttpOnly = true,
                SameSite = SameSiteMode.Strict,
                Secure = context.Request.IsHttps,
                // A browser takes the folder that it opened: below a proxy, other pages of its host do not get it.
                Path = null,
            }
        );
        context.Response.StatusCode = StatusCodes.Status303SeeOther;
        // From where the browser is, which a proxy may have put into a folder.
        context.Response.Headers.Location = "./";
    }
}
