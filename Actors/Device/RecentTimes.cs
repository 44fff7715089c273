using System.Collections.Immutable;

namespace Vitrine.Device;

/// <summary>The last durations of a kind, for their median: one slow face among many says nothing. Pure.</summary>
public sealed record RecentTimes
{
    /// <summary>Durations kept.</summary>
    public const int Most = 101;

    private ImmutableQueue<TimeSpan> Times { get; init; } = [];

    /// <summary>How many are kept.</summary>
    public int Count { get; private init; }

    /// <summary>The middle one; zero where there is none.</summary>
    public TimeSpan Median => Count == 0 ? TimeSpan.Zero : Times.Order().ElementAt(Count / 2);

    /// <summary>One more.</summary>
    public RecentTimes Add(TimeSpan time)
    {
        var longer = Times.Enqueue(time);
        return Count < Most ? this with { Times = longer, Count = Count + 1 } : this with { Times = longer.Dequeue() };
    }
}
