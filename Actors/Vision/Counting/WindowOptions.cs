using Vitrine.Dataflow;
using Vitrine.Wire;

namespace Vitrine.Vision.Counting;

/// <summary>How windows are closed.</summary>
public sealed record WindowOptions
{
    /// <summary>The device's name in every window, see <see cref="DeviceName"/>; given none, the host's name.</summary>
    /// <exception cref="FormatException">It is no device's name.</exception>
    [Setting(
        "device.name",
        "letters, digits, '.', '_' and '-', at most 64, or nothing for the host's name",
        "The name in every window.",
        IsOfMachine = true
    )]
    public string Device
    {
        get;
        init => field = value.Length == 0 ? DeviceName.OfHost : DeviceName.Parse(value);
    } = DeviceName.OfHost;

    /// <summary>From one cut to the next.</summary>
    [Setting("windows.seconds", 1, 86_400, "seconds", "How long one window of counts is.")]
    public TimeSpan Length { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How long a stored window is kept.</summary>
    [Setting(
        "windows.keep",
        1,
        3650,
        "days",
        "How long a stored window is kept. A day of windows of a minute takes about 1 MB."
    )]
    public TimeSpan Keep { get; init; } = TimeSpan.FromDays(31);

    /// <summary>Fewest people that a count of described people stands for, k.</summary>
    [Setting(
        "windows.min-cell",
        0,
        100,
        "people",
        "People of one gender and age group are told of in multiples of this, once so many have come; 0 or 1: at once."
    )]
    public int MinCell { get; init; } = 3;
}
