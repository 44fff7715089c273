namespace Vitrine.Models;

/// <summary>A model or its manifest cannot be used; the message is one line that says what, where and why.</summary>
public sealed class InvalidModelException : Exception
{
    /// <inheritdoc />
    public InvalidModelException() { }

    /// <inheritdoc />
    public InvalidModelException(string message)
        : base(message) { }

    /// <inheritdoc />
    public InvalidModelException(string message, Exception innerException)
        : base(message, innerException) { }
}
