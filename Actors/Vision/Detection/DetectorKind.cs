namespace Vitrine.Vision.Detection;

/// <summary>A kind of detector. Each is described in its own file, and listed in one line of <see cref="DetectorKinds"/>.</summary>
/// <param name="Name">What it is called.</param>
public sealed record DetectorKind(string Name)
{
    /// <summary>Whether the options ask for it.</summary>
    public required Func<DetectorOptions, bool> Matches { get; init; }

    /// <summary>What an operator reads of it at the start.</summary>
    public required Func<DetectorOptions, string> Describe { get; init; }

    /// <summary>Reads what it needs, once; each call of what it returns opens a detector that shares that.</summary>
    public required Func<DetectorOptions, Func<IFaceDetector>> Load { get; init; }
}
