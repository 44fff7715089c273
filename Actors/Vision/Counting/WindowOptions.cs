using Vitrine.Wire;

namespace Vitrine.Vision.Counting;

/// <summary>How windows are closed.</summary>
public sealed record WindowOptions
{
    /// <summary>The device's name in every window, see <see cref="DeviceName"/>; the host's name by default.</summary>
    public string Device { get; init; } = DeviceName.OfHost;

    /// <summary>From one cut to the next. 1 s to a day, default 60 s.</summary>
    public TimeSpan Length { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How long a stored window is kept. 1 to 3650 days, default 31 days.</summary>
    public TimeSpan Keep { get; init; } = TimeSpan.FromDays(31);

    /// <summary>Fewest people that a count of described people stands for, k. 0 to 100, default 3; 0 or 1: all is told.</summary>
    public int MinCell { get; init; } = 3;
}
