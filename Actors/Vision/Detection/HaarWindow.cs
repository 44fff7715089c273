namespace Vitrine.Vision.Detection;

/// <summary>
/// OpenCV's own arithmetic for one window: the judge of the rare sums too near a threshold for fixed point.
/// Slow and plain on purpose.
/// </summary>
internal static unsafe class HaarWindow
{
    /// <summary>Whether the window passes the stage.</summary>
    /// <param name="model">The cascade.</param>
    /// <param name="stage">Index of the stage.</param>
    /// <param name="grid">How the sums lie in memory.</param>
    /// <param name="window">The summed pixels at the window's top left corner.</param>
    /// <param name="norm">The window's inverse deviation.</param>
    public static bool Passes(HaarModel model, int stage, HaarGrid grid, int* window, float norm)
    {
        double sum = 0;
        foreach (var tree in model.Stages[stage].Trees)
        {
            var below = IsBelow(model, tree.Root, grid, window, norm);
            if (below == tree.LeafWhenBelow)
            {
                sum += tree.RootLeaf;
            }
            else
            {
                sum +=
                    tree.Second is { } second && IsBelow(model, second, grid, window, norm) ? tree.Below : tree.Above;
            }
        }

        return !(sum < model.Stages[stage].Threshold);
    }

    private static bool IsBelow(HaarModel model, HaarTest test, HaarGrid grid, int* window, float norm)
    {
        var parts = model.Features[test.Feature].Rectangles;
        var value = (parts[0].Weight * Sum(parts[0], grid, window)) + (parts[1].Weight * Sum(parts[1], grid, window));
        if (parts.Count == 3)
        {
            value += parts[2].Weight * Sum(parts[2], grid, window);
        }

        return value * norm < test.Threshold;
    }

    private static float Sum(HaarRectangle r, HaarGrid grid, int* window)
    {
        var corner = stackalloc int[4];
        HaarCorners.SetCorners(corner, r, grid);
        return window[corner[0]] - window[corner[1]] - window[corner[2]] + window[corner[3]];
    }
}
