namespace Vitrine.Wire;

/// <summary>What the user gave cannot be used; the message is one line that says what, where and what to do.</summary>
public sealed class BadInputException : Exception
{
    /// <inheritdoc />
    public BadInputException() { }

    /// <inheritdoc />
    public BadInputException(string message)
        : base(message) { }

    /// <inheritdoc />
    public BadInputException(string message, Exception? innerException)
        : base(message, innerException) { }
}
