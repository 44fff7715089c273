namespace Vitrine.Vision.Detection;

/// <summary>Every kind of detector.</summary>
public static class DetectorKinds
{
    /// <summary>In the order in which the options are looked at.</summary>
    public static IReadOnlyList<DetectorKind> All { get; } = [YuNetDetector.Kind, HaarDetector.Kind];
}
