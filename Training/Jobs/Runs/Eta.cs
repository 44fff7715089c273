namespace Vitrine.Jobs.Runs;

/// <summary>
/// How long a phase still takes, by its pace over the last seconds: a cache that serves the first half at once does not
/// promise the same for the rest. Immutable; times are since one fixed moment.
/// </summary>
public sealed record Eta
{
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(10);

    /// <param name="total">Steps of the phase, 0 or more.</param>
    /// <param name="now">When it begins.</param>
    public Eta(long total, TimeSpan now)
    {
        Total = total;
        Older = Newer = Latest = new Mark(0, now);
    }

    /// <summary>Steps of the phase.</summary>
    public long Total { get; }

    /// <summary>Steps done.</summary>
    public long Done => Latest.Done;

    /// <summary>Share done, 0 to 1; 1 for a phase without steps.</summary>
    public double Share => Total > 0 ? Math.Clamp((double)Done / Total, 0, 1) : 1;

    /// <summary>Steps per second over the last 10 to 20 seconds; null while that is not known.</summary>
    public double? Pace =>
        Latest.Done > Older.Done && Latest.At > Older.At
            ? (Latest.Done - Older.Done) / (Latest.At - Older.At).TotalSeconds
            : null;

    /// <summary>The same phase with so many steps done.</summary>
    public Eta Advance(long done, TimeSpan now)
    {
        var mark = new Mark(done, now);
        var isNewWindow = now - Newer.At >= Window;
        return this with { Older = isNewWindow ? Newer : Older, Newer = isNewWindow ? mark : Newer, Latest = mark };
    }

    /// <summary>Time left, never below 0; null while that is not known.</summary>
    public TimeSpan? Left(TimeSpan now) =>
        Done >= Total ? TimeSpan.Zero
        : Pace is { } pace ? NotNegative(TimeSpan.FromSeconds((Total - Done) / pace) - (now - Latest.At))
        : null;

    private Mark Older { get; init; }

    private Mark Newer { get; init; }

    private Mark Latest { get; init; }

    private static TimeSpan NotNegative(TimeSpan time) => time < TimeSpan.Zero ? TimeSpan.Zero : time;

    private readonly record struct Mark(long Done, TimeSpan At);
}
