using Vitrine.Dataflow;

namespace Vitrine.Vision.Sources;

/// <summary>How a camera of this machine is read. What is 0 or nothing is left to its driver.</summary>
public sealed record CameraOptions
{
    /// <summary>Width; with a height.</summary>
    [Setting("width", 0, 4096, "pixels", "Width of a picture; 0: as the driver has it.")]
    public int Width { get; init; }

    /// <summary>Height; with a width.</summary>
    [Setting("height", 0, 4096, "pixels", "Height of a picture; 0: as the driver has it.")]
    public int Height { get; init; }

    /// <summary>Rate.</summary>
    [Setting("frame-rate", 0, 120, "frames a second", "Pictures that the camera takes; 0: as the driver has it.")]
    public int FrameRate { get; init; }

    /// <summary>Format of the pictures on their way.</summary>
    [Setting(
        "format",
        "MJPG or YUYV, or nothing",
        "How pictures come from the camera. Over USB 2, large ones come fast as MJPG only. Nothing: as the driver has it."
    )]
    public CameraFormat? Format { get; init; }
}

/// <summary>How pictures come from a camera, by a name of four letters.</summary>
/// <param name="Name">The name.</param>
public sealed record CameraFormat(string Name)
{
    /// <summary>Understands a name.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    public static CameraFormat Parse(string text) =>
        text is "MJPG" or "YUYV"
            ? new CameraFormat(text)
            : throw new FormatException($"'{text}' is no format of a camera that Vitrine reads");

    /// <inheritdoc />
    public override string ToString() => Name;
}
