using OpenCvSharp;

namespace Vitrine.Vision.Sources;

/// <summary>An open connection to a camera or a stream. Owns it; one thread at a time.</summary>
internal interface ILiveCapture : IDisposable
{
    /// <summary>Waits for the next picture.</summary>
    /// <param name="pixels">Filled: height x width x 3, 8 bit, BGR.</param>
    /// <returns>False when there will be no more.</returns>
    bool TryRead(Mat pixels);
}
