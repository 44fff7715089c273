using Vitrine.Dataflow;

namespace Vitrine.Vision.Sources;

/// <summary>How the Raspberry Pi's camera module is read.</summary>
public sealed record RpicamOptions
{
    /// <summary>Which camera, as rpicam-hello --list-cameras numbers them.</summary>
    [Setting("camera", 0, 7, "", "Which camera, as rpicam-hello --list-cameras numbers them.")]
    public int Camera { get; init; }

    /// <summary>Width; it becomes a multiple of 64, as the camera pads its lines to it.</summary>
    [Setting("width", 64, 4096, "pixels", "Width of a picture; a multiple of 64, or the next one below is taken.")]
    public int Width { get; init; } = 960;

    /// <summary>Height; it becomes even.</summary>
    [Setting("height", 64, 4096, "pixels", "Height of a picture.")]
    public int Height { get; init; } = 540;

    /// <summary>Rate.</summary>
    [Setting("frame-rate", 1, 60, "frames a second", "Pictures that the camera takes.")]
    public int FrameRate { get; init; } = 15;

    /// <summary>Whether the camera hangs upside down.</summary>
    [Setting("upside-down", "on or off", "Whether the camera hangs upside down.")]
    public bool UpsideDown { get; init; }

    /// <summary>Exposure: normal, or sport, which prefers short times.</summary>
    [Setting("exposure", "normal or sport", "Exposure; sport prefers short times: less blur, more noise.")]
    public string Exposure { get; init; } = "normal";

    /// <summary>White balance, by one of rpicam-vid's names.</summary>
    [Setting("white-balance", "a name of rpicam-vid's --awb", "White balance.")]
    public string WhiteBalance { get; init; } = "auto";

    /// <summary>The part of the sensor that is read; empty: all.</summary>
    [Setting(
        "region",
        "X,Y,WIDTH,HEIGHT in parts of 1, or nothing",
        "The part of the sensor that is read; nothing: all of it."
    )]
    public string? Region { get; init; }

    /// <summary>Width and height as the camera gives them.</summary>
    internal FrameSize Size => new(Width / 64 * 64, Height / 2 * 2);
}
