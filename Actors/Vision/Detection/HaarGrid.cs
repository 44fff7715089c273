using System.Runtime.InteropServices;

namespace Vitrine.Vision.Detection;

/// <summary>
/// How summed pixels lie in memory: rows of <see cref="Stride"/> ints. With <see cref="Step"/> 2 the even columns of a
/// row come first and the odd ones start at half the row, so windows two pixels apart are neighbours in memory and
/// every corner of a feature is one plain vector load for a run of windows.
/// </summary>
/// <param name="Step">Pixels from one window to the next, across and down: 1 or 2.</param>
/// <param name="Stride">Ints per row, even.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct HaarGrid(int Step, int Stride)
{
    /// <summary>Place of pixel (x, y) of a window relative to the window's own place.</summary>
    public int Offset(int x, int y) => (y * Stride) + (Step == 1 ? x : ((x & 1) * (Stride / 2)) + (x >> 1));
}
