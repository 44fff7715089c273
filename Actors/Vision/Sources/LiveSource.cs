using OpenCvSharp;
using Vitrine.Dataflow;

namespace Vitrine.Vision.Sources;

/// <summary>
/// Frames of a camera or a stream, as they come, for ever. When it is lost an exception follows, and it is opened again. One that sends
/// nothing is lost, too: whatever waits for it is interrupted. Its resource is the open capture.
/// </summary>
/// <param name="what">The camera or stream as an error names it.</param>
/// <param name="open">Opens it, or throws an IOException. Until the token is cancelled it may wait.</param>
/// <param name="silentAfter">How long after the last frame it is lost; the first one may take twice as long.</param>
/// <param name="frames">Numbers the frames, also across reconnections.</param>
/// <param name="clock">Measures.</param>
/// <param name="watch">Looks at its pictures.</param>
/// <param name="refusals">Remembers across reconnections how often its password was refused.</param>
/// <param name="ended">It is over once it gives no more pictures: takes why, where it did not end well. Null: it is lost then.</param>
internal sealed class LiveSource(
    string what,
    Func<CancellationToken, ILiveCapture> open,
    TimeSpan silentAfter,
    FrameCounter frames,
    TimeProvider clock,
    PictureWatch watch,
    Refusals refusals,
    Action<string>? ended = null
) : ISource<Frame>
{
    private ILiveCapture? capture;
    private bool gavePictures;

    // A stream can be decoded from its next whole picture on, and of those some cameras send one in ten seconds.
    private TimeSpan MostSilent => gavePictures ? silentAfter : 2 * silentAfter;

    // Runs while a frame is waited for; what cannot be decoded is no frame.
    private CancellationTokenSource? patience;

    /// <exception cref="IOException">The camera or stream is not there, or lost.</exception>
    public Frame? Read(CancellationToken cancel)
    {
        patience ??= new CancellationTokenSource(MostSilent, clock);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancel, patience.Token);
        try
        {
            refusals.Require();
            capture ??= open(end.Token);
            var frame = frames.Fill((pixels, _) => capture.TryRead(pixels, end.Token), framesPerSecond: null);
            if (frame is null)
            {
                return ended is null ? throw new IOException("it gives no more pictures") : null;
            }

            watch.Look(frame);
            refusals.Forget();
            patience.Dispose();
            (patience, gavePictures) = (null, true);
            return frame;
        }
        catch (Exception interrupted) when (patience is { IsCancellationRequested: true })
        {
            throw Lost($"it has sent no picture for {MostSilent.TotalSeconds} s", interrupted);
        }
        catch (IOException lost) when (ended is not null && !cancel.IsCancellationRequested)
        {
            ended(Lost(lost.Message, lost).Message);
            return null;
        }
        catch (IOException lost)
        {
            refusals.Remember(lost.Message);
            throw Lost(lost.Message, lost);
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        capture?.Dispose();
        patience?.Dispose();
    }

    private IOException Lost(string why, Exception cause) =>
        new($"{what} {(gavePictures ? "is lost" : "cannot be opened")}: {why}", cause);
}

#pragma warning disable MA0048 // What a live source reads from.
/// <summary>An open connection to a camera or a stream. Owns it; one thread at a time.</summary>
internal interface ILiveCapture : IDisposable
{
    /// <summary>Waits for the next picture.</summary>
    /// <param name="pixels">Filled: height x width x 3, 8 bit, BGR.</param>
    /// <param name="end">Ends the waiting when it is cancelled, with an exception or false; the capture is of no use afterwards.</param>
    /// <returns>False when there will be no more.</returns>
    bool TryRead(Mat pixels, CancellationToken end);
}
#pragma warning restore MA0048
