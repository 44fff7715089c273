namespace Vitrine.Windows.Log;

/// <summary>
/// The open window's times. Windows end at whole multiples of their length since midnight UTC, so the first is shorter. How long a
/// window lasted is measured by a clock that nobody sets; when the clock on the wall jumps, the open window ends by the old time
/// and the next begins by the new one. Pure.
/// </summary>
/// <param name="Start">When it began.</param>
/// <param name="Due">When it is to end.</param>
/// <param name="Seen">The clock on the wall when it began, which may be a moment after <paramref name="Start"/>.</param>
public sealed record WindowSchedule(DateTimeOffset Start, DateTimeOffset Due, DateTimeOffset Seen)
{
    private static readonly TimeSpan Early = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan Late = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LeastJump = TimeSpan.FromSeconds(2);

    /// <summary>Opens the first window.</summary>
    /// <param name="now">The clock on the wall.</param>
    /// <param name="length">Of a window.</param>
    public static WindowSchedule Begin(DateTimeOffset now, TimeSpan length) => new(now, Next(now, length), now);

    /// <summary>Leaves the window open until a later end; it was due, unless the clock was set.</summary>
    public WindowSchedule Postpone(DateTimeOffset now, TimeSpan length) =>
        this with
        {
            Due = Next(Due - now < Early ? Later(now, Due) : now, length),
        };

    /// <summary>Ends the window and begins the next.</summary>
    /// <param name="now">The clock on the wall.</param>
    /// <param name="elapsed">Since the window began, above zero.</param>
    /// <param name="length">Of a window.</param>
    public (DateTimeOffset End, WindowSchedule Next, TimeSpan Jump) Close(
        DateTimeOffset now,
        TimeSpan elapsed,
        TimeSpan length
    )
    {
        // A clock that is slewed instead of set gains or loses at most 500 ppm.
        var jump = now - (Seen + elapsed);
        if (jump.Duration() > LeastJump + (elapsed / 1000))
        {
            return (Start + elapsed, Begin(now, length), jump);
        }

        // A timer is late by a moment, or early by less; the window is told to end when it was to.
        var late = now - Due;
        var isOnTime = late > -Early && late < (length / 2 < Late ? length / 2 : Late);
        var end = isOnTime ? Due : Later(now, Start + TimeSpan.FromTicks(1));
        return (end, new WindowSchedule(end, Next(Later(now, end), length), now), TimeSpan.Zero);
    }

    private static DateTimeOffset Next(DateTimeOffset now, TimeSpan length)
    {
        var midnight = new DateTimeOffset(now.UtcDateTime.Date, TimeSpan.Zero);
        var next = midnight + (((now - midnight).Ticks / length.Ticks) + 1) * length;
        return next < midnight.AddDays(1) ? next : midnight.AddDays(1);
    }

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;
}
