using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Vitrine.Wire;

namespace Vitrine.Hosts.Web;

/// <summary>Where a request's errors end: nothing that a client sends, and nothing that breaks, goes further.</summary>
internal sealed class ErrorMiddleware(RequestDelegate next, ProblemResponses problems, ILogger<ErrorMiddleware> logger)
{
    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await next(context);
        }
        catch (BadInputException bad)
        {
            await problems.AnswerAsync(context, StatusCodes.Status400BadRequest, bad.Message);
        }
        catch (RefusedException refused)
        {
            await problems.AnswerAsync(context, refused.Status, refused.Message);
        }
        catch (BadHttpRequestException bad)
        {
            await problems.AnswerAsync(context, bad.StatusCode, bad.Message);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The client has gone.
        }
        catch (StalledClientException stalled)
        {
            logger.LogDebug("http: a client of {Path} {Reason} and is let go", context.Request.Path, stalled.Message);
            context.Abort();
        }
        catch (Exception broken)
        {
            var isHalfSent = context.Response.HasStarted;
            await problems.AnswerAsync(
                context,
                StatusCodes.Status500InternalServerError,
                "This cannot be answered now; Vitrine's log says why.",
                broken.Message
            );
            if (isHalfSent)
            {
                // A stream that simply ended would look whole.
                context.Abort();
            }
        }
    }

    /// <summary>Puts into words what routing refuses without a word.</summary>
    public static Task DescribeAsync(HttpContext context, ProblemResponses problems, string whatThereIs) =>
        problems.AnswerAsync(
            context,
            context.Response.StatusCode,
            context.Response.StatusCode switch
            {
                StatusCodes.Status404NotFound => $"There is nothing here; {whatThereIs}.",
                StatusCodes.Status405MethodNotAllowed => "Everything here is read only: GET.",
                _ => "This cannot be served.",
            }
        );
}
