namespace Vitrine.Vision.Detection;

/// <summary>A test: is the feature's normalised value below the threshold?</summary>
internal sealed record HaarTest(int Feature, float Threshold);
