namespace Vitrine.Models;

/// <summary>
/// How a face becomes a network's input: the face's box, enlarged by <see cref="CropMargin"/> about its centre, square,
/// edge pixels repeated, resized to <see cref="Width"/> x <see cref="Height"/>; then normalised = (pixel - mean) * scale.
/// </summary>
public sealed record ModelInput
{
    /// <summary>Name of the input tensor.</summary>
    public required string Name { get; init; }

    /// <summary>"NCHW": batch x 3 x height x width, float32.</summary>
    public string Layout { get; init; } = "NCHW";

    /// <summary>Width in pixels, 16 to 1024.</summary>
    public required int Width { get; init; }

    /// <summary>Height in pixels, 16 to 1024.</summary>
    public required int Height { get; init; }

    /// <summary>"RGB" or "BGR".</summary>
    public string Colour { get; init; } = "RGB";

    /// <summary>Side of the crop over the longer side of the face's box, 1 to 4.</summary>
    public required double CropMargin { get; init; }

    /// <summary>
    /// Whether the crop is turned and sized by the face's eyes and mouth, where the detector gives them; else it is the box's.
    /// </summary>
    public bool Aligned { get; init; }

    /// <summary>Factor after the mean is taken off, above 0.</summary>
    public required double Scale { get; init; }

    /// <summary>Taken off each channel, in the order of <see cref="Colour"/>, in pixel values.</summary>
    public required IReadOnlyList<double> Mean { get; init; }
}
