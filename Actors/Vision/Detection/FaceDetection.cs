namespace Vitrine.Vision.Detection;

/// <summary>A face that a detector found in one frame.</summary>
/// <param name="Box">Where, in pixels of the frame.</param>
/// <param name="Score">How sure the detector is, 0 to 1; 1 where it does not say.</param>
public readonly record struct FaceDetection(Box Box, float Score);
