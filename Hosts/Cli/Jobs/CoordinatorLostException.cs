namespace Vitrine.Hosts.Cli.Jobs;

/// <summary>The coordinator cannot be reached, or no longer; the message says why in one line. It may come back.</summary>
public sealed class CoordinatorLostException : Exception
{
    /// <inheritdoc />
    public CoordinatorLostException() { }

    /// <inheritdoc />
    public CoordinatorLostException(string message)
        : base(message) { }

    /// <inheritdoc />
    public CoordinatorLostException(string message, Exception innerException)
        : base(message, innerException) { }
}
