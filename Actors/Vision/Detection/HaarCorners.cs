namespace Vitrine.Vision.Detection;

/// <summary>
/// Turns a feature's rectangles into the corners whose summed pixels give its value. Sums of a window are whole
/// numbers below 2^24, so regrouping them around shared corners changes nothing, not even in the last bit.
/// </summary>
internal static class HaarCorners
{
    public static HaarShape ShapeOf(HaarFeature feature)
    {
        var parts = feature.Rectangles;
        var whole = parts[0];
        if (parts.Count == 3)
        {
            return Starts(whole, parts[1]) || Starts(whole, parts[2]) ? HaarShape.Checker : HaarShape.CounterChecker;
        }

        var weighted = whole.Weight == -1 && parts[1].Weight == 2;
        return weighted && (IsHalfAcross(whole, parts[1]) || IsHalfDown(whole, parts[1]))
            ? HaarShape.Halves
            : HaarShape.Rectangles;
    }

    /// <summary>True for two diagonal quarters of weight 2 in a whole of weight -1, the only triple that training makes.</summary>
    public static bool IsChecker(HaarFeature feature)
    {
        var (whole, one, other) = (feature.Rectangles[0], feature.Rectangles[1], feature.Rectangles[2]);
        return whole.Weight == -1
            && one.Weight == 2
            && other.Weight == 2
            && IsQuarter(whole, one)
            && IsQuarter(whole, other)
            && one.X != other.X
            && one.Y != other.Y;
    }

    public static unsafe HaarTestCode Compile(HaarFeature feature, HaarGrid grid)
    {
        var (whole, part) = (feature.Rectangles[0], feature.Rectangles[1]);
        var code = new HaarTestCode
        {
            Shape = ShapeOf(feature),
            FirstWeight = whole.Weight,
            SecondWeight = part.Weight,
        };
        switch (code.Shape)
        {
            case HaarShape.Halves when IsHalfAcross(whole, part):
                // From the column sums c0, c1, c2 (top to bottom) at the three upright edges the value is c0 - 2 c1 + c2,
                // negated when the weighted half is the first one: exchanging top and bottom does that.
                var (top, bottom) = part.X == whole.X ? (whole.Bottom, whole.Y) : (whole.Y, whole.Bottom);
                for (var i = 0; i < 3; i++)
                {
                    code.Corner[2 * i] = grid.Offset(whole.X + (i * part.Width), top);
                    code.Corner[(2 * i) + 1] = grid.Offset(whole.X + (i * part.Width), bottom);
                }

                break;
            case HaarShape.Halves:
                var (left, right) = part.Y == whole.Y ? (whole.Right, whole.X) : (whole.X, whole.Right);
                for (var i = 0; i < 3; i++)
                {
                    code.Corner[2 * i] = grid.Offset(left, whole.Y + (i * part.Height));
                    code.Corner[(2 * i) + 1] = grid.Offset(right, whole.Y + (i * part.Height));
                }

                break;
            case HaarShape.Rectangles:
                SetCorners(code.Corner, whole, grid);
                SetCorners(code.Corner + 4, part, grid);
                break;
            default:
                for (var i = 0; i < 9; i++)
                {
                    code.Corner[i] = grid.Offset(whole.X + (i % 3 * part.Width), whole.Y + (i / 3 * part.Height));
                }

                break;
        }

        return code;
    }

    /// <summary>Top left, top right, bottom left, bottom right.</summary>
    public static unsafe void SetCorners(int* corner, HaarRectangle r, HaarGrid grid)
    {
        corner[0] = grid.Offset(r.X, r.Y);
        corner[1] = grid.Offset(r.Right, r.Y);
        corner[2] = grid.Offset(r.X, r.Bottom);
        corner[3] = grid.Offset(r.Right, r.Bottom);
    }

    private static bool Starts(HaarRectangle whole, HaarRectangle part) => part.X == whole.X && part.Y == whole.Y;

    private static bool IsHalfAcross(HaarRectangle whole, HaarRectangle part) =>
        part.Y == whole.Y
        && part.Height == whole.Height
        && 2 * part.Width == whole.Width
        && (part.X == whole.X || part.Right == whole.Right);

    private static bool IsHalfDown(HaarRectangle whole, HaarRectangle part) =>
        part.X == whole.X
        && part.Width == whole.Width
        && 2 * part.Height == whole.Height
        && (part.Y == whole.Y || part.Bottom == whole.Bottom);

    private static bool IsQuarter(HaarRectangle whole, HaarRectangle part) =>
        2 * part.Width == whole.Width
        && 2 * part.Height == whole.Height
        && (part.X == whole.X || part.Right == whole.Right)
        && (part.Y == whole.Y || part.Bottom == whole.Bottom);
}
