namespace Vitrine.Dataflow;

/// <summary>
/// Thrown by a stage or a source when one element is bad and its own resource is fine: the element is skipped, logged
/// and counted, and nothing is restarted however often it happens.
/// </summary>
public sealed class SkipElementException : Exception
{
    /// <inheritdoc />
    public SkipElementException() { }

    /// <inheritdoc />
    public SkipElementException(string message)
        : base(message) { }

    /// <inheritdoc />
    public SkipElementException(string message, Exception innerException)
        : base(message, innerException) { }
}
