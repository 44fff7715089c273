namespace Vitrine.Vision.Sources;

/// <summary>
/// Asks a camera that refused the password again after longer and longer pauses: some lock an account after a few wrong ones.
/// </summary>
/// <param name="clock">Measures the pauses.</param>
internal sealed class Refusals(TimeProvider clock)
{
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(30);
    private TimeSpan pause;
    private long since;

    /// <summary>Nothing, where it may be asked.</summary>
    /// <exception cref="IOException">Not yet.</exception>
    public void Require()
    {
        if (pause > TimeSpan.Zero && clock.GetElapsedTime(since) < pause)
        {
            throw new IOException(
                $"{StreamFault.WrongPassword}; it is asked again only every {pause.TotalSeconds:0} s, for it may lock the account"
            );
        }
    }

    /// <summary>It did not come, and said why.</summary>
    public void Remember(string said)
    {
        // What Require says begins alike, and is no new refusal.
        if (said is StreamFault.WrongPassword)
        {
            since = clock.GetTimestamp();
            pause = pause == TimeSpan.Zero ? Shortest : TimeSpan.FromTicks(Math.Min(2 * pause.Ticks, Longest.Ticks));
        }
    }

    /// <summary>It has let us in.</summary>
    public void Forget() => pause = TimeSpan.Zero;
}
