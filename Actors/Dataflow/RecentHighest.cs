namespace Vitrine.Dataflow;

/// <summary>The longest duration of the last ten seconds, in constant memory. Any thread may use it.</summary>
/// <param name="clock">Tells which are the last.</param>
public sealed class RecentHighest(TimeProvider clock)
{
    private const int Seconds = 10;

    private readonly Lock gate = new();
    private readonly long begun = clock.GetTimestamp();
    private readonly (long Second, TimeSpan Highest)[] seconds = new (long, TimeSpan)[Seconds];

    /// <summary>That; zero: none was recorded.</summary>
    public TimeSpan Value
    {
        get
        {
            lock (gate)
            {
                var oldest = Now - Seconds + 1;
                return seconds.Where(second => second.Second >= oldest).Max(second => (TimeSpan?)second.Highest)
                    ?? TimeSpan.Zero;
            }
        }
    }

    private long Now => (long)clock.GetElapsedTime(begun).TotalSeconds;

    /// <summary>Adds one duration.</summary>
    public void Record(TimeSpan duration)
    {
        lock (gate)
        {
            var now = Now;
            ref var slot = ref seconds[now % Seconds];
            slot = slot.Second == now && slot.Highest > duration ? slot : (now, duration);
        }
    }
}
