namespace Vitrine.Windows.Subscriptions;

/// <summary>The device cannot be reached, or no longer; the message says why in one line, to be read after its address. It may come back.</summary>
public sealed class EdgeLostException : Exception
{
    /// <inheritdoc />
    public EdgeLostException() { }

    /// <inheritdoc />
    public EdgeLostException(string message)
        : base(message) { }

    /// <inheritdoc />
    public EdgeLostException(string message, Exception innerException)
        : base(message, innerException) { }
}
