using Vitrine.Dataflow;

namespace Vitrine.Vision.Sources;

/// <summary>
/// Asks a camera that refused the password again after longer and longer pauses: some lock an account after a few wrong ones.
/// </summary>
/// <param name="clock">Measures the pauses.</param>
internal sealed class Refusals(TimeProvider clock)
{
    private BackOff backOff = new(TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(30));
    private long since;

    /// <summary>Nothing, where it may be asked.</summary>
    /// <exception cref="IOException">Not yet.</exception>
    public void Require()
    {
        if (backOff.Failures > 0 && clock.GetElapsedTime(since) < backOff.Pause)
        {
            throw new IOException(
                $"{StreamFault.WrongPassword}; it is asked again only every {backOff.Pause.TotalSeconds:0} s, for it may lock the account"
            );
        }
    }

    /// <summary>It did not come, and said why.</summary>
    public void Remember(string said)
    {
        // What Require says begins alike, and is no new refusal.
        if (said is StreamFault.WrongPassword)
        {
            (backOff, since) = (backOff.Next, clock.GetTimestamp());
        }
    }

    /// <summary>It has let us in.</summary>
    public void Forget() => backOff = backOff.Reset;
}
