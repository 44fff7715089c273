using Microsoft.Extensions.Time.Testing;

namespace Vitrine.Tests;

/// <summary>Time that passes only when the test says so, and a clock on the wall that can also be set.</summary>
internal sealed class SettableClock(DateTimeOffset start) : TimeProvider
{
    private readonly FakeTimeProvider passing = new(start);
    private TimeSpan setBy;

    /// <inheritdoc />
    public override long TimestampFrequency => passing.TimestampFrequency;

    /// <inheritdoc />
    public override DateTimeOffset GetUtcNow() => passing.GetUtcNow() + setBy;

    /// <inheritdoc />
    public override long GetTimestamp() => passing.GetTimestamp();

    /// <inheritdoc />
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        passing.CreateTimer(callback, state, dueTime, period);

    /// <summary>Lets time pass.</summary>
    public void Pass(TimeSpan time) => passing.Advance(time);

    /// <summary>Sets the clock on the wall; no time passes.</summary>
    public void Set(TimeSpan by) => setBy += by;
}
