namespace Vitrine.Vision.Detection;

/// <summary>How faces are found.</summary>
public sealed record DetectorOptions
{
    /// <summary>Which detector; default: the first that these options ask for.</summary>
    public DetectorKind Kind
    {
        get => field ?? DetectorKinds.All.First(kind => kind.Matches(this));
        init;
    }

    /// <summary>The Haar cascade. Default: Debian's frontal face cascade.</summary>
    public string Cascade { get; init; } = "/usr/share/opencv4/haarcascades/haarcascade_frontalface_default.xml";

    /// <summary>The Haar cascade's parameters.</summary>
    public HaarParameters Haar { get; init; } = new();

    /// <summary>YuNet's ONNX file; used instead of the cascade when it is given. Default: none.</summary>
    public string? YuNet { get; init; }

    /// <summary>YuNet's least score for a face, 0 to 1. Default 0.6.</summary>
    public float YuNetScore { get; init; } = 0.6f;

    /// <summary>A wider frame is scaled down to this width before the search, in pixels. 160 to 4096, default 640.</summary>
    public int Width { get; init; } = 640;

    /// <summary>Detectors side by side, each with a thread and a cascade of its own. 1 to 16, default 2.</summary>
    public int Workers { get; init; } = 2;
}
