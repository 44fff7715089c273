using OpenCvSharp;
using Vitrine.Training.Data;
using Vitrine.Vision;

namespace Vitrine.Training.Evaluation;

/// <summary>A row of a list with its picture and its face's place in it. Owns the picture.</summary>
/// <param name="Label">The row.</param>
/// <param name="Picture">Height x width x 3, 8 bit, BGR.</param>
/// <param name="Box">The row's box or what the detector found, in pixels; null: it found nothing.</param>
internal sealed record LocatedFace(LabelledFace Label, Mat Picture, Box? Box) : IDisposable
{
    /// <summary>Frees the picture.</summary>
    public void Dispose() => Picture.Dispose();
}
