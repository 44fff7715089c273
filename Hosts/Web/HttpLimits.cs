using System.Globalization;
using System.Net;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;

namespace Vitrine.Hosts.Web;

/// <summary>What clients may cost a small device, or a machine that trains, all together and each.</summary>
public static class HttpLimits
{
    /// <summary>Event streams at the same time: of all, and of one peer.</summary>
    public const int Streams = 100,
        StreamsOfPeer = Streams / 2;

    /// <summary>Lists and files at the same time: each reads the disk, or asks another machine. Of all, and of one peer.</summary>
    public const int Lists = 8,
        ListsOfPeer = Lists / 2;

    /// <summary>Connections at the same time: of all, and of one peer.</summary>
    public const int Connections = 2 * Streams,
        ConnectionsOfPeer = Streams;

    /// <summary>Names of the two limits.</summary>
    public const string StreamsPolicy = "streams",
        ListsPolicy = "lists";

    private static readonly TimeSpan KeepAlive = TimeSpan.FromSeconds(60);

    /// <summary>How long a client is asked to stay away when a limit is reached.</summary>
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(10);

    /// <summary>How long a connection may do nothing, at the most.</summary>
    /// <param name="isKnown">Whether a request came on it that may be answered; else it is counted from its beginning.</param>
    /// <param name="isNearLimit">Whether more than half of all connections are taken.</param>
    internal static TimeSpan Patience(bool isKnown, bool isNearLimit) =>
        (isKnown, isNearLimit) switch
        {
            (true, false) => KeepAlive,
            (false, false) => TimeSpan.FromSeconds(5),
            _ => TimeSpan.FromSeconds(2),
        };

    /// <summary>Limits of each connection; <see cref="HeldConnections"/> has those of their number.</summary>
    internal static void Apply(KestrelServerLimits limits)
    {
        limits.MaxRequestBodySize = 0;
        limits.MaxRequestLineSize = 4 * 1024;
        limits.MaxRequestHeaderCount = 50;
        limits.MaxRequestHeadersTotalSize = 8 * 1024;
        limits.RequestHeadersTimeout = TimeSpan.FromSeconds(10);
        limits.KeepAliveTimeout = KeepAlive;
        limits.MaxResponseBufferSize = 32 * 1024;
        limits.Http2.MaxStreamsPerConnection = 20;
    }

    /// <summary>Limits of what is served at the same time. Nobody waits in line: who comes too late gets an answer that says so.</summary>
    internal static void Apply(RateLimiterOptions options)
    {
        options.AddConcurrencyLimiter(StreamsPolicy, limit => limit.PermitLimit = Streams);
        options.AddConcurrencyLimiter(ListsPolicy, limit => limit.PermitLimit = Lists);
        options.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, (string, IPAddress)>(OfPeer);
        options.OnRejected = (rejected, _) => new ValueTask(BusyAsync(rejected.HttpContext));
    }

    /// <summary>One peer's share of what the endpoint's own limit lets all have.</summary>
    private static RateLimitPartition<(string, IPAddress)> OfPeer(HttpContext context)
    {
        var policy = context.GetEndpoint()?.Metadata.GetMetadata<EnableRateLimitingAttribute>()?.PolicyName;
        var (most, peer) = (policy is StreamsPolicy ? StreamsOfPeer : ListsOfPeer, PeerAddress.Of(context));
        return policy is null
            ? RateLimitPartition.GetNoLimiter((string.Empty, IPAddress.None))
            : RateLimitPartition.GetConcurrencyLimiter(
                (policy, peer),
                _ => new ConcurrencyLimiterOptions { PermitLimit = most }
            );
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
