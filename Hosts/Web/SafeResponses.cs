using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Vitrine.Hosts.Web;

/// <summary>Reading only, and nothing that a browser could be led astray by: no other origin, no picture unless the page has some, no frame, no cache.</summary>
internal sealed class SafeResponses(RequestDelegate next, ProblemResponses problems, WebPage page)
{
    private readonly string policy =
        $"default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src {(page.HasPictures ? "'self'" : "'none'")}; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    public Task InvokeAsync(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = policy;
        headers.XContentTypeOptions = "nosniff";
        headers.CacheControl = "no-store";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        if (HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method))
        {
            return next(context);
        }

        headers[HeaderNames.Allow] = "GET, HEAD";
        return problems.AnswerAsync(
            context,
            StatusCodes.Status405MethodNotAllowed,
            "Everything here is read only: GET."
        );
    }
}
