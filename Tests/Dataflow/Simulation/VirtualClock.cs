namespace Vitrine.Tests.Dataflow.Simulation;

/// <summary>The same virtual time, for those who measure durations.</summary>
internal sealed class VirtualClock(VirtualScheduler scheduler) : TimeProvider
{
    /// <inheritdoc />
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <inheritdoc />
    public override long GetTimestamp() => scheduler.MonotonicClock.Ticks;
}
