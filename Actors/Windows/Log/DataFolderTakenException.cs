namespace Vitrine.Windows.Log;

/// <summary>Another process has the data folder; the message says so in one line.</summary>
public sealed class DataFolderTakenException : Exception
{
    /// <inheritdoc />
    public DataFolderTakenException() { }

    /// <inheritdoc />
    public DataFolderTakenException(string message)
        : base(message) { }

    /// <inheritdoc />
    public DataFolderTakenException(string message, Exception innerException)
        : base(message, innerException) { }
}
