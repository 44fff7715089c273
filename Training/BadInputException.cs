namespace Vitrine.Training;

/// <summary>What the user gave cannot be used; the message is one line that says what, where and what to do.</summary>
public sealed class BadInputException(string message, Exception? inner = null) : Exception(message, inner);
