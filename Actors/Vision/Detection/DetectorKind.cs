namespace Vitrine.Vision.Detection;

/// <summary>
/// A kind of detector. Each is described in its own file, and listed in one line of <see cref="DetectorKinds"/>; what chooses it
/// is a property of <see cref="DetectorOptions"/>.
/// </summary>
/// <param name="Name">What it is called.</param>
public sealed record DetectorKind(string Name)
{
    /// <summary>Whether the options ask for it.</summary>
    public required Func<DetectorOptions, bool> Matches { get; init; }

    /// <summary>What an operator reads of it at the start.</summary>
    public required Func<DetectorOptions, string> Describe { get; init; }

    /// <summary>The file that it reads, by which models name it; null: none.</summary>
    public Func<DetectorOptions, string?> File { get; init; } = _ => null;

    /// <summary>Whether it looks at colours, and for faces of every size; a cascade sees grey, from a least size on.</summary>
    public bool SeesColour { get; init; } = true;

    /// <summary>
    /// Reads what it needs, once; each call of what it returns opens a detector that shares that. The argument is the least
    /// side of a face that is wanted, in pixels; null: the one in the options.
    /// </summary>
    public required Func<DetectorOptions, Func<int?, IFaceDetector>> Load { get; init; }
}

/// <summary>Every kind of detector.</summary>
public static class DetectorKinds
{
    /// <summary>In the order in which the options are looked at. The last one matches always: it is the default.</summary>
    public static IReadOnlyList<DetectorKind> All { get; } =
    [YuNetDetector.Kind, NetworkDetector.Kind, HaarDetector.Kind];
}
