namespace Vitrine.Hosts.Web;

/// <summary>A client does not read what it asked for.</summary>
public sealed class StalledClientException : Exception
{
    /// <inheritdoc />
    public StalledClientException() { }

    /// <inheritdoc />
    public StalledClientException(string message)
        : base(message) { }

    /// <inheritdoc />
    public StalledClientException(string message, Exception innerException)
        : base(message, innerException) { }
}
