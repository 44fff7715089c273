using OpenCvSharp;

namespace Vitrine.Vision.Synthetic;

/// <summary>A cut-out picture to lay over frames: copied where it is opaque, blended along its soft edges.</summary>
internal sealed class Sprite : IDisposable
{
    private readonly Mat colours = new();
    private readonly Mat opacities = new();
    private readonly Run[] runs;

    /// <param name="premultiplied">What a <see cref="Canvas"/> finished; it stays the caller's.</param>
    public Sprite(Mat premultiplied)
    {
        Cv2.CvtColor(premultiplied, colours, ColorConversionCodes.BGRA2BGR);
        Cv2.ExtractChannel(premultiplied, opacities, 3);
        runs = FindRuns(opacities);
    }

    private enum Kind
    {
        Bare,
        Soft,
        Opaque,
    }

    public void Dispose()
    {
        colours.Dispose();
        opacities.Dispose();
    }

    /// <summary>Lays the sprite over a BGR frame; what does not fit is cut off.</summary>
    /// <param name="into">8 bit, BGR.</param>
    /// <param name="left">The sprite's left edge in the frame, in pixels; may be outside.</param>
    /// <param name="top">The sprite's upper edge in the frame, in pixels; may be outside.</param>
    public void Lay(Mat into, int left, int top)
    {
        var (width, height) = (into.Cols, into.Rows);
        foreach (var run in runs)
        {
            var row = top + run.Row;
            var start = Math.Max(run.Start, -left);
            var length = Math.Min(run.End, width - left) - start;
            if (row < 0 || row >= height || length <= 0)
            {
                continue;
            }

            var source = colours.RowSpan<Vec3b>(run.Row).Slice(start, length);
            var target = into.RowSpan<Vec3b>(row).Slice(left + start, length);
            if (run.Opaque)
            {
                source.CopyTo(target);
            }
            else
            {
                Blend(source, opacities.RowSpan<byte>(run.Row).Slice(start, length), target);
            }
        }
    }

    private static void Blend(ReadOnlySpan<Vec3b> source, ReadOnlySpan<byte> opacity, Span<Vec3b> target)
    {
        for (var at = 0; at < target.Length; at++)
        {
            var rest = 255 - opacity[at];
            target[at] = new Vec3b(
                (byte)(source[at].Item0 + (target[at].Item0 * rest / 255)),
                (byte)(source[at].Item1 + (target[at].Item1 * rest / 255)),
                (byte)(source[at].Item2 + (target[at].Item2 * rest / 255))
            );
        }
    }

    private static Run[] FindRuns(Mat mask)
    {
        var found = new List<Run>();
        var rows = mask.Rows;
        for (var row = 0; row < rows; row++)
        {
            var opacity = mask.RowSpan<byte>(row);
            for (int start = 0, end; start < opacity.Length; start = end)
            {
                var kind = KindOf(opacity[start]);
                for (end = start + 1; end < opacity.Length && KindOf(opacity[end]) == kind; )
                {
                    end++;
                }

                if (kind != Kind.Bare)
                {
                    found.Add(new Run(row, start, end, kind == Kind.Opaque));
                }
            }
        }

        return [.. found];
    }

    private static Kind KindOf(byte opacity) =>
        opacity switch
        {
            0 => Kind.Bare,
            255 => Kind.Opaque,
            _ => Kind.Soft,
        };

    /// <summary>Neighbours in a row that are laid in the same way; <paramref name="End"/> is one past the last.</summary>
    private readonly record struct Run(int Row, int Start, int End, bool Opaque);
}
