namespace Vitrine.Windows.Log;

/// <summary>How long stored windows are, and how long they are kept.</summary>
/// <param name="Length">From one window's end to the next.</param>
/// <param name="Keep">How long a stored window is kept.</param>
public sealed record WindowLogOptions(TimeSpan Length, TimeSpan Keep)
{
    /// <summary>Asked when a window is closed: whether the clock is known to be right.</summary>
    public Func<bool> IsClockRight { get; init; } = () => true;
}
