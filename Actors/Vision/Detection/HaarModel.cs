using System.Runtime.InteropServices;

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

/// <summary>
/// One Haar-like feature as a cascade file states it: two or three upright rectangles, in pixels of the window,
/// whose pixel sums are weighted and added.
/// </summary>
/// <param name="Rectangles">Two or three rectangles; the first is the whole feature, the others parts of it.</param>
internal sealed record HaarFeature(IReadOnlyList<HaarRectangle> Rectangles);

/// <summary>A rectangle of a feature in window pixels, with its weight.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct HaarRectangle(int X, int Y, int Width, int Height, float Weight)
{
    public int Right => X + Width;

    public int Bottom => Y + Height;
}

/// <summary>A stage: a window passes when the leaf values its trees choose add up to <paramref name="Threshold"/>.</summary>
internal sealed record HaarStage(float Threshold, IReadOnlyList<HaarTree> Trees);

/// <summary>
/// A tree of one test, or of two tests where the second hangs from the first. The root chooses
/// <see cref="RootLeaf"/> or the second test; the second chooses <see cref="Below"/> or <see cref="Above"/>.
/// A tree of one test is the case where the second test is the root again and <see cref="RootLeaf"/> is its own leaf.
/// </summary>
/// <param name="Root">The first test.</param>
/// <param name="Second">The second test, null for a tree of one test.</param>
/// <param name="LeafWhenBelow">True when the root chooses its leaf for values below its threshold.</param>
/// <param name="RootLeaf">Value of the leaf at the root.</param>
/// <param name="Below">Value of the second test's leaf for values below its threshold (unused in a tree of one test).</param>
/// <param name="Above">Value of the other leaf; in a tree of one test, the leaf for values not below the threshold.</param>
internal sealed record HaarTree(
    HaarTest Root,
    HaarTest? Second,
    bool LeafWhenBelow,
    float RootLeaf,
    float Below,
    float Above
);

/// <summary>A test: is the feature's normalised value below the threshold?</summary>
internal sealed record HaarTest(int Feature, float Threshold);
