namespace Vitrine.Windows.Log;

#pragma warning disable MA0048 // A question and its answer.

/// <summary>Asks the aggregator to close and store the last window, because nothing more will be counted.</summary>
public sealed record CloseLast
{
    /// <summary>The one.</summary>
    public static CloseLast Instance { get; } = new();
}

/// <summary>The aggregator is at its end.</summary>
/// <param name="Failure">Why the last window could not be stored; null: it was.</param>
public sealed record LastClosed(Exception? Failure);

#pragma warning restore MA0048
