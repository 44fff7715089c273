using System.Runtime.InteropServices;

namespace Vitrine.Vision.Detection;

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
