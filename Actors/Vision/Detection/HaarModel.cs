namespace Vitrine.Vision.Detection;

/// <summary>A cascade as read from its file: a window size, features, and stages of small decision trees.</summary>
/// <param name="Width">Width of the trained window in pixels.</param>
/// <param name="Height">Height of the trained window in pixels.</param>
/// <param name="Stages">The stages in the order a window must pass them; at least one.</param>
/// <param name="Features">Every feature that the trees refer to by index.</param>
internal sealed record HaarModel(
    int Width,
    int Height,
    IReadOnlyList<HaarStage> Stages,
    IReadOnlyList<HaarFeature> Features
);
