using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;

namespace Vitrine.Hosts.Web;

/// <summary>What clients may cost a small device, or a machine that trains, all together and each.</summary>
public static class HttpLimits
{
    /// <summary>Event streams at the same time.</summary>
    public const int Streams = 100;

    /// <summary>Lists and files at the same time: each reads the disk, or asks another machine.</summary>
    public const int Lists = 8;

    /// <summary>Names of the two limits.</summary>
    public const string StreamsPolicy = "streams",
        ListsPolicy = "lists";

    /// <summary>How long a client is asked to stay away when a limit is reached.</summary>
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(10);

    /// <summary>Limits of each connection and of their number.</summary>
    internal static void Apply(KestrelServerLimits limits)
    {
        limits.MaxConcurrentConnections = 2 * Streams;
        limits.MaxRequestBodySize = 0;
        limits.MaxRequestLineSize = 4 * 1024;
        limits.MaxRequestHeaderCount = 50;
        limits.MaxRequestHeadersTotalSize = 8 * 1024;
        limits.RequestHeadersTimeout = TimeSpan.FromSeconds(10);
        limits.KeepAliveTimeout = TimeSpan.FromSeconds(60);
        limits.MaxResponseBufferSize = 32 * 1024;
        limits.Http2.MaxStreamsPerConnection = 20;
    }

    /// <summary>Limits of what is served at the same time. Nobody waits in line: who comes too late gets an answer that says so.</summary>
    internal static void Apply(RateLimiterOptions options)
    {
        options.AddConcurrencyLimiter(StreamsPolicy, limit => limit.PermitLimit = Streams);
        options.AddConcurrencyLimiter(ListsPolicy, limit => limit.PermitLimit = Lists);
        options.OnRejected = (rejected, _) => new ValueTask(BusyAsync(rejected.HttpContext));
    }

    private static Task BusyAsync(HttpContext context)
    {
        context.Response.Headers.RetryAfter = RetryAfter.TotalSeconds.ToString(CultureInfo.InvariantCulture);
        return context
            .RequestServices.GetRequiredService<ProblemResponses>()
            .AnswerAsync(
                context,
                StatusCodes.Status503ServiceUnavailable,
                $"Too many read here at the same time; try again in {RetryAfter.TotalSeconds} s."
            );
    }
}
