namespace Vitrine.Hosts.Cli.Events;

/// <summary>Whoever read the output has ended, for example <c>head -1</c>: so may we, without a word.</summary>
public sealed class ClosedPipeException : Exception
{
    /// <inheritdoc />
    public ClosedPipeException() { }

    /// <inheritdoc />
    public ClosedPipeException(string message)
        : base(message) { }

    /// <inheritdoc />
    public ClosedPipeException(string message, Exception innerException)
        : base(message, innerException) { }
}
