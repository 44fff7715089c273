namespace Vitrine.Tests.Hosts.Edge.Http;

/// <summary>A clock whose timers are due twenty times as soon.</summary>
internal sealed class HastyClock : TimeProvider
{
    private const double Haste = 20;

    /// <inheritdoc />
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        base.CreateTimer(callback, state, Sooner(dueTime), Sooner(period));

    private static TimeSpan Sooner(TimeSpan time) => time > TimeSpan.Zero ? time / Haste : time;
}
