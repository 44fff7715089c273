namespace Vitrine.Vision.Detection;

/// <summary>One size of face to look for: the picture shrunk by <see cref="Factor"/> and searched with the trained window.</summary>
/// <param name="Factor">Picture pixels per pixel of the shrunk picture, 1 or more.</param>
/// <param name="Width">Width of the shrunk picture in pixels.</param>
/// <param name="Height">Height of the shrunk picture in pixels.</param>
internal sealed record HaarScale(float Factor, int Width, int Height)
{
    /// <summary>OpenCV visits every window of strongly shrunk pictures and every second one of the others.</summary>
    public int Step => Factor >= 2 ? 1 : 2;

    /// <summary>
    /// The sizes OpenCV searches: powers of the scale factor whose window fits the picture and the given limits; when
    /// none is within the limits, the one size nearest the minimum.
    /// </summary>
    public static List<HaarScale> All(HaarModel model, int width, int height, HaarParameters parameters)
    {
        List<float> fitting = [];
        for (
            var factor = 1.0;
            Side(model.Width, factor) <= width && Side(model.Height, factor) <= height;
            factor *= parameters.ScaleFactor
        )
        {
            fitting.Add((float)factor);
        }

        int maxWidth = parameters.MaxSize == 0 ? width : parameters.MaxSize,
            maxHeight = parameters.MaxSize == 0 ? height : parameters.MaxSize;
        var wanted = fitting
            .TakeWhile(f => Side(model.Width, f) <= maxWidth && Side(model.Height, f) <= maxHeight)
            .Where(f => Side(model.Width, f) >= parameters.MinSize && Side(model.Height, f) >= parameters.MinSize)
            .ToList();
        if (wanted.Count == 0 && fitting.Count > 0)
        {
            wanted.Add(
                fitting.MinBy(f =>
                    Square(parameters.MinSize - Side(model.Width, f))
                    + Square(parameters.MinSize - Side(model.Height, f))
                )
            );
        }

        return wanted.ConvertAll(f => new HaarScale(f, Round(width / f), Round(height / f)));
    }

    /// <summary>OpenCV's rounding: to the nearest, halves to the even neighbour.</summary>
    public static int Round(float value) => (int)MathF.Round(value, MidpointRounding.ToEven);

    // The loop over sizes multiplies in double and the limits are checked in float, as OpenCV does.
    private static int Side(int window, double factor) => (int)Math.Round(window * factor, MidpointRounding.ToEven);

    private static int Side(int window, float factor) => Round(window * factor);

    private static int Square(int value) => value * value;
}
