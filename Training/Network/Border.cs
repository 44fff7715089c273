namespace Vitrine.Training.Network;

/// <summary>Rows and columns of zeros put around a convolution's input.</summary>
public readonly record struct Border(int Top, int Left, int Bottom, int Right)
{
    /// <summary>The border that a padding makes for one input size.</summary>
    /// <param name="padding">The network's padding; TensorFlow's is its own only where the stride is not 1.</param>
    /// <param name="size">Of the convolution's input.</param>
    /// <param name="kernel">Height and width of the kernel.</param>
    /// <param name="stride">Step of the kernel.</param>
    internal static Border For(Padding padding, (int Height, int Width) size, int kernel, int stride)
    {
        if (padding == Padding.Symmetrical || stride == 1)
        {
            return new Border(kernel / 2, kernel / 2, kernel / 2, kernel / 2);
        }

        var (rows, columns) = (Lacking(size.Height, kernel, stride), Lacking(size.Width, kernel, stride));
        return new Border(rows / 2, columns / 2, rows - (rows / 2), columns - (columns / 2));
    }

    // What the last window lacks; TensorFlow puts the odd one behind.
    private static int Lacking(int size, int kernel, int stride) =>
        Math.Max(0, (((size + stride - 1) / stride) - 1) * stride + kernel - size);
}
