namespace Vitrine.Windows.Log;

/// <summary>How long stored windows are, and how long they are kept.</summary>
public sealed record WindowLogOptions
{
    /// <summary>From one window's end to the next. 1 s to a day, default 60 s.</summary>
    public TimeSpan Length { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How long a stored window is kept. 1 to 3650 days, default 31 days.</summary>
    public TimeSpan Keep { get; init; } = TimeSpan.FromDays(31);
}
