namespace Vitrine.Training.Examples;

/// <summary>How far a picture may be changed before the network sees it. All zero: not at all.</summary>
public sealed record Augmentation
{
    /// <summary>
    /// Version of the code that makes a network's input of a picture. Raise it with whatever gives other pixels for the same
    /// settings (in <see cref="Change"/>, <see cref="FaceReader"/> or the edge's preprocessing): what frozen trunks' caches
    /// hold is found by it, and would otherwise be of pictures that are no longer made.
    /// </summary>
    public const int Version = 1;

    /// <summary>Nothing is changed.</summary>
    public static Augmentation None { get; } = new();

    /// <summary>Turned by up to that many degrees to either side, 0 to 45.</summary>
    public double Rotation { get; init; }

    /// <summary>Shifted by up to that share of the face's box, 0 to 0.5.</summary>
    public double Shift { get; init; }

    /// <summary>Enlarged or shrunk by up to that share, 0 to 0.5.</summary>
    public double Scale { get; init; }

    /// <summary>Sheared by up to that tangent, 0 to 0.5.</summary>
    public double Shear { get; init; }

    /// <summary>Chance of being mirrored left to right, 0 to 1.</summary>
    public double Flip { get; init; }

    /// <summary>Brightness, contrast and saturation change by up to that share each, 0 to 0.9.</summary>
    public double Jitter { get; init; }

    /// <summary>Chance that a rectangle is erased (Zhong et al., "Random Erasing Data Augmentation", AAAI 2020), 0 to 1.</summary>
    public double Erasing { get; init; }
}
