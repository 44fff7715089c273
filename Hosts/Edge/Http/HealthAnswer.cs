using System.Text.Json;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Vitrine.Hosts.Edge.Http;

/// <summary><c>GET /health/live</c> and <c>GET /health/ready</c>: 200 or 503, and which part is not well and why.</summary>
internal static class HealthAnswer
{
    /// <summary>Answers with the checks that have a tag.</summary>
    public static HealthCheckOptions Of(string tag) =>
        new()
        {
            Predicate = check => check.Tags.Contains(tag),
            ResponseWriter = WriteAsync,
            AllowCachingResponses = true,
        };

    private static Task WriteAsync(HttpContext context, HealthReport report)
    {
        var parts = report.Entries.Select(part => new
        {
            Part = part.Key,
            Ok = part.Value.Status == HealthStatus.Healthy,
            Why = part.Value.Status == HealthStatus.Healthy
                ? null
                : part.Value.Description ?? part.Value.Exception?.Message,
        });
        return context.Response.WriteAsJsonAsync(
            new { Ok = report.Status == HealthStatus.Healthy, Parts = parts },
            JsonSerializerOptions.Web,
            "application/json; charset=utf-8",
            context.RequestAborted
        );
    }
}
