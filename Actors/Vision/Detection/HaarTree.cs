namespace Vitrine.Vision.Detection;

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
