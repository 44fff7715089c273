namespace Vitrine.Vision.Detection;

/// <summary>A stage: a window passes when the leaf values its trees choose add up to <paramref name="Threshold"/>.</summary>
internal sealed record HaarStage(float Threshold, IReadOnlyList<HaarTree> Trees);
