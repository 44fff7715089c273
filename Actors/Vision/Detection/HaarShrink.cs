using System.Numerics;
using System.Runtime.InteropServices;

namespace Vitrine.Vision.Detection;

/// <summary>
/// Shrinks a picture row by row with the arithmetic of OpenCV's INTER_LINEAR_EXACT: weights in 256ths, one rounding at
/// the end. Written here because the library's call allocates managed objects and cannot hand out single rows.
/// </summary>
internal sealed unsafe class HaarShrink
{
    private const int One = 256;

    private readonly HaarTap[] across;
    private readonly HaarTap[] down;
    private readonly ushort[] upper;
    private readonly ushort[] lower;
    private readonly byte[] row;
    private ushort[] first;
    private ushort[] second;
    private int firstSource;
    private int secondSource;

    public HaarShrink(int sourceWidth, int sourceHeight, int width, int height)
    {
        across = HaarTap.All(sourceWidth, width);
        down = HaarTap.All(sourceHeight, height);
        var padded = width + Vector<byte>.Count;
        (upper, lower, row) = (new ushort[padded], new ushort[padded], GC.AllocateArray<byte>(padded, pinned: true));
        (first, second) = (upper, lower);
    }

    /// <summary>Forgets the picture before; call for each new one.</summary>
    public void Start() => firstSource = secondSource = -1;

    /// <summary>Row <paramref name="y"/> of the shrunk picture; valid until the next call.</summary>
    /// <param name="source">First pixel of the picture.</param>
    /// <param name="sourceStep">Bytes from one row of the picture to the next.</param>
    /// <param name="y">Row of the shrunk picture; ascending calls share work.</param>
    public byte* Row(byte* source, nint sourceStep, int y)
    {
        var tap = down[y];
        if (tap.First != firstSource)
        {
            // Going down, the lower line of the row before is often the upper one of this.
            (first, second) = (second, first);
            (firstSource, secondSource) = (secondSource, firstSource);
            if (tap.First != firstSource)
            {
                ShrinkLine(source + (tap.First * sourceStep), first);
                firstSource = tap.First;
            }
        }

        if (tap.Second != secondSource)
        {
            ShrinkLine(source + (tap.Second * sourceStep), second);
            secondSource = tap.Second;
        }

        Blend(first, second, tap.Weight);
        return (byte*)Marshal.UnsafeAddrOfPinnedArrayElement(row, 0);
    }

    private void ShrinkLine(byte* source, ushort[] line)
    {
        for (var x = 0; x < across.Length; x++)
        {
            ref readonly var tap = ref across[x];
            line[x] = (ushort)((One * source[tap.First]) + (tap.Weight * (source[tap.Second] - source[tap.First])));
        }
    }

    private void Blend(ushort[] above, ushort[] below, int weight)
    {
        var (keep, take, half) = (
            new Vector<uint>((uint)(One - weight)),
            new Vector<uint>((uint)weight),
            new Vector<uint>(One * One / 2)
        );
        for (var x = 0; x < across.Length; x += Vector<ushort>.Count)
        {
            Vector.Widen(new Vector<ushort>(above, x), out var aboveLow, out var aboveHigh);
            Vector.Widen(new Vector<ushort>(below, x), out var belowLow, out var belowHigh);
            var low = ((aboveLow * keep) + (belowLow * take) + half) >>> 16;
            var high = ((aboveHigh * keep) + (belowHigh * take) + half) >>> 16;
            var pixels = Vector.Narrow(Vector.Narrow(low, high), Vector<ushort>.Zero);
            pixels.CopyTo(row, x);
        }
    }
}

/// <summary>Where one shrunk pixel comes from along one axis: two source pixels and the second one's weight in 256ths.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct HaarTap(int First, int Second, int Weight)
{
    /// <summary>The taps of an axis, with pixel centres aligned and the outermost pixels repeated beyond the edges.</summary>
    public static HaarTap[] All(int source, int target)
    {
        // OpenCV divides twice, and the last bit of the ratio can decide a rounding.
        var ratio = 1 / ((double)target / source);
        var taps = new HaarTap[target];
        for (var i = 0; i < target; i++)
        {
            var at = (ratio * (i + 0.5)) - 0.5;
            var first = (int)Math.Floor(at);
            taps[i] =
                first < 0 ? default
                : first >= source - 1 ? new HaarTap(source - 1, source - 1, 0)
                : new HaarTap(first, first + 1, (int)Math.Round((at - first) * 256, MidpointRounding.ToEven));
        }

        return taps;
    }
}
