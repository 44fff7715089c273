namespace Vitrine.Hosts.Edge.Sinks;

/// <summary>How long to wait before the next try: twice as long each time, up to a minute. Pure.</summary>
/// <param name="Failures">Tries in a row that failed.</param>
internal readonly record struct BackOff(int Failures)
{
    private static readonly TimeSpan Most = TimeSpan.FromMinutes(1);

    /// <summary>One more try failed.</summary>
    public BackOff Next => new(Math.Min(Failures + 1, 16));

    /// <summary>The pause after it.</summary>
    public TimeSpan Pause => TimeSpan.FromSeconds(Math.Min(Math.Pow(2, Failures - 1), Most.TotalSeconds));
}
