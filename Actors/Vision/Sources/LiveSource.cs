using OpenCvSharp;
using Vitrine.Dataflow;

namespace Vitrine.Vision.Sources;

/// <summary>
/// Frames of a camera or a stream, as they come, for ever. When it is lost an exception follows, and it is opened again.
/// Its resource is the open capture.
/// </summary>
internal sealed class LiveSource : ISource<Frame>
{
    private readonly string what;
    private readonly FrameCounter frames;
    private readonly ILiveCapture capture;

    /// <param name="what">The camera or stream as an error names it.</param>
    /// <param name="open">Opens it, or throws an IOException.</param>
    /// <param name="frames">Numbers the frames, also across reconnections.</param>
    /// <exception cref="IOException">It is not there now.</exception>
    public LiveSource(string what, Func<ILiveCapture> open, FrameCounter frames)
    {
        (this.what, this.frames) = (what, frames);
        try
        {
            capture = open();
        }
        catch (IOException missing)
        {
            throw new IOException($"{what} cannot be opened: {missing.Message}", missing);
        }
    }

    /// <exception cref="IOException">The camera or stream is lost.</exception>
    public Frame Read()
    {
        try
        {
            return frames.Fill((pixels, _) => capture.TryRead(pixels), framesPerSecond: null)
                ?? throw new IOException("it gives no more pictures");
        }
        catch (IOException lost)
        {
            throw new IOException($"{what} is lost: {lost.Message}", lost);
        }
    }

    public void Dispose() => capture.Dispose();
}

/// <summary>An open connection to a camera or a stream. Owns it; one thread at a time.</summary>
internal interface ILiveCapture : IDisposable
{
    /// <summary>Waits for the next picture.</summary>
    /// <param name="pixels">Filled: height x width x 3, 8 bit, BGR.</param>
    /// <returns>False when there will be no more.</returns>
    bool TryRead(Mat pixels);
}
