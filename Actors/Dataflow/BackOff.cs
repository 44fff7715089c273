namespace Vitrine.Dataflow;

/// <summary>How long to wait before the next try: twice as long after each failure in a row, up to a limit. Pure.</summary>
/// <param name="First">The pause after the first failure.</param>
/// <param name="Longest">No pause is longer.</param>
/// <param name="Failures">Tries in a row that failed; 0: none.</param>
public sealed record BackOff(TimeSpan First, TimeSpan Longest, int Failures = 0)
{
    // Beyond it every pause is the longest, and a power of two still fits.
    private const int MostDoublings = 30;

    /// <summary>One second, two, four, … up to a minute.</summary>
    public static BackOff UpToAMinute { get; } = new(TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(1));

    /// <summary>One more try failed.</summary>
    public BackOff Next => this with { Failures = Failures + 1 };

    /// <summary>A try succeeded.</summary>
    public BackOff Reset => Failures == 0 ? this : this with { Failures = 0 };

    /// <summary>The pause before the next try; zero where none has failed.</summary>
    public TimeSpan Pause
    {
        get
        {
            var pause = First * Math.Pow(2, Math.Min(Failures - 1, MostDoublings));
            return Failures == 0 ? TimeSpan.Zero
                : pause < Longest ? pause
                : Longest;
        }
    }
}
