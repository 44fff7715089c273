using Microsoft.AspNetCore.Http;

namespace Vitrine.Hosts.Web;

/// <summary>A request that is answered with a status and one sentence.</summary>
public sealed class RefusedException : Exception
{
    /// <inheritdoc />
    public RefusedException() { }

    /// <inheritdoc />
    public RefusedException(string message)
        : base(message) { }

    /// <inheritdoc />
    public RefusedException(string message, Exception innerException)
        : base(message, innerException) { }

    /// <summary>The HTTP status; 503 where nothing else is said.</summary>
    public int Status { get; init; } = StatusCodes.Status503ServiceUnavailable;
}
