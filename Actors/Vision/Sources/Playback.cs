namespace Vitrine.Vision.Sources;

/// <summary>Lets the frames of a recording come when they are due, but never in bursts to make up for more than a second lost.</summary>
/// <param name="clock">Says when; null: at once.</param>
internal sealed class Playback(TimeProvider? clock)
{
    private static readonly TimeSpan MostToCatchUp = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(1);
    private (long At, TimeSpan Time)? begun;

    /// <summary>Waits for the time of a frame.</summary>
    /// <param name="time">Its time in the recording.</param>
    /// <param name="cancel">Ends the waiting, with an exception.</param>
    public void Wait(TimeSpan time, CancellationToken cancel)
    {
        if (clock is null)
        {
            return;
        }

        var wait = begun is { } first ? time - first.Time - clock.GetElapsedTime(first.At) : TimeSpan.Zero;
        if (begun is null || wait < -MostToCatchUp)
        {
            begun = (clock.GetTimestamp(), time);
        }
        else if (wait > TimeSpan.Zero)
        {
            using var due = new CancellationTokenSource(wait < LongestWait ? wait : LongestWait, clock);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(cancel, due.Token);
            either.Token.WaitHandle.WaitOne();
            cancel.ThrowIfCancellationRequested();
        }
    }
}
