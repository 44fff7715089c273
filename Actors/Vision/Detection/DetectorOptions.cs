using Vitrine.Dataflow;

namespace Vitrine.Vision.Detection;

/// <summary>How faces are found.</summary>
public sealed record DetectorOptions
{
    /// <summary>Which detector; default: YuNet where its file is given, else Vitrine's own.</summary>
    [Setting(
        "kind",
        "vitrine, yunet or haar; or nothing",
        "What finds faces: Vitrine's own network, YuNet, or a Haar cascade. Nothing: YuNet where its file is given, else vitrine."
    )]
    public DetectorKind? Asked { get; init; }

    /// <summary>The detector in use.</summary>
    public DetectorKind Kind => Asked ?? (YuNet is null ? NetworkDetector.Kind : YuNetDetector.Kind);

    /// <summary>Detectors side by side, each with a thread and a cascade of its own.</summary>
    [Setting(
        "workers",
        1,
        16,
        "threads",
        "Detectors side by side, each with a thread of its own. More use more cores."
    )]
    public int Workers { get; init; } = 2;

    /// <summary>A wider frame is scaled down to this width before the search.</summary>
    [Setting("width", 160, 4096, "pixels", "A wider frame is scaled down to this width before the search.")]
    public int Width { get; init; } = 640;

    /// <summary>The Haar cascade; by default Debian's frontal face cascade.</summary>
    [Setting("haar.cascade", "a file", "The cascade, in OpenCV's XML.")]
    public string Cascade { get; init; } = "/usr/share/opencv4/haarcascades/haarcascade_frontalface_default.xml";

    /// <summary>The Haar cascade's parameters.</summary>
    [Settings("haar")]
    public HaarParameters Haar { get; init; } = new();

    /// <summary>The ONNX file of a detector of Vitrine's own making; null: the one that comes with it.</summary>
    [Setting(
        "vitrine.model",
        "a file, or nothing",
        "An ONNX file that ./vitrine train --task faces made, beside its manifest. Nothing: the one that comes with Vitrine."
    )]
    public string? Own { get; init; }

    /// <summary>YuNet's ONNX file, used when it is given.</summary>
    [Setting("yunet.model", "a file, or nothing", "YuNet's ONNX file, used when it is given.")]
    public string? YuNet { get; init; }

    /// <summary>YuNet's least score for a face.</summary>
    [Setting("yunet.score", 0, 1, "", "Least score for a face.")]
    public float YuNetScore { get; init; } = 0.6f;
}
