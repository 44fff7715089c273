using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Vitrine.Wire;

namespace Vitrine.Fleet.Hub;

/// <summary>How a release goes through a fleet: a few devices first, then wave by wave.</summary>
public sealed record FleetPlan
{
    /// <summary>Devices that take it first, by name; empty: <see cref="CanaryCount"/> of them.</summary>
    public ImmutableArray<string> Canaries { get; init; } = [];

    /// <summary>Devices that take it first where none is named. 1 to 1000, default 1.</summary>
    public int CanaryCount { get; init; } = 1;

    /// <summary>After them, wave by wave, this share of all devices: rising, above 0, the last is 1. Default 0.25 and 1.</summary>
    public ImmutableArray<double> Waves { get; init; } = [0.25, 1];

    /// <summary>How long every device of a wave must have had it live before the next. 0 to 604,800 s, default 600 s.</summary>
    public TimeSpan Soak { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Share of the devices that were offered it which may refuse or revert it. 0 to 1, default 0.1.</summary>
    public double MostFailed { get; init; } = 0.1;

    /// <summary>Waves, the canaries included.</summary>
    [JsonIgnore]
    public int Count => Waves.Length + 1;

    /// <summary>Says what is wrong with it.</summary>
    /// <exception cref="BadInputException">Something is.</exception>
    public void Check()
    {
        var rising = Waves.Zip(Waves.Skip(1), (one, next) => one < next).All(rises => rises);
        if (Waves.IsEmpty || Waves[0] is not (> 0 and <= 1) || !rising || Waves[^1] != 1)
        {
            throw new BadInputException("the waves must be shares above 0 that rise to 1, for example 0.25,1");
        }

        if (CanaryCount is < 1 or > 1000)
        {
            throw new BadInputException("the canaries must be 1 to 1000 devices");
        }

        if (Soak < TimeSpan.Zero || Soak > TimeSpan.FromDays(7))
        {
            throw new BadInputException("the soak time must be 0 to 604800 seconds");
        }

        if (MostFailed is not (>= 0 and <= 1))
        {
            throw new BadInputException("the share of devices that may fail must be 0 to 1");
        }
    }

    /// <summary>How many of so many devices have been chosen once a wave is open.</summary>
    /// <param name="wave">From 1.</param>
    /// <param name="devices">Devices that there are.</param>
    public int ChosenBy(int wave, int devices)
    {
        var first = Math.Min(devices, Canaries.IsEmpty ? CanaryCount : Canaries.Length);
        return wave == 1 ? first : Math.Max(first, (int)Math.Ceiling(Waves[wave - 2] * devices));
    }
}
