using System.Runtime.InteropServices;

namespace Vitrine.Vision.Detection;

/// <summary>
/// Running sums of pixels and of squared pixels over a shrunk picture (the integral images of Viola and Jones), laid
/// out as a <see cref="HaarGrid"/>. Row 0 and column 0 are zero; squares wrap around at 2^32 as OpenCV's do, which
/// cancels out in the difference over a window.
/// </summary>
internal sealed unsafe class HaarSums
{
    /// <summary>Vectors may read this many ints past the last sum.</summary>
    private const int Slack = 64;

    public HaarSums(HaarGrid grid, int maxHeight)
    {
        Grid = grid;
        Sums = GC.AllocateArray<int>(((maxHeight + 1) * grid.Stride) + Slack, pinned: true);
        Squares = GC.AllocateArray<int>(Sums.Length, pinned: true);
    }

    public HaarGrid Grid { get; }

    /// <summary>Pinned sums of pixels.</summary>
    public int[] Sums { get; }

    /// <summary>Pinned sums of squared pixels, to be read as unsigned.</summary>
    public int[] Squares { get; }

    /// <summary>Sums up row <paramref name="y"/> of the picture; rows come in order from 0.</summary>
    public void AddRow(byte* row, int width, int y)
    {
        // Column x + 1 holds what lies left of it; with step 2 the odd columns live apart, so two columns go at a time.
        int odd = Grid.Offset(1, 0),
            even = Grid.Offset(2, 0),
            apart = even;
        fixed (
            int* sums = Sums,
                squares = Squares
        )
        {
            int* above = sums + (y * Grid.Stride),
                here = above + Grid.Stride;
            int* squaresAbove = squares + (y * Grid.Stride),
                squaresHere = squaresAbove + Grid.Stride;
            here[0] = squaresHere[0] = 0;
            int sum = 0,
                square = 0;
            for (var x = 0; x < width; x += 2, odd += apart, even += apart)
            {
                // The column after an odd width's last is written too; nothing reads it.
                int one = row[x],
                    two = row[x + 1];
                sum += one;
                square += one * one;
                here[odd] = above[odd] + sum;
                squaresHere[odd] = squaresAbove[odd] + square;
                sum += two;
                square += two * two;
                here[even] = above[even] + sum;
                squaresHere[even] = squaresAbove[even] + square;
            }
        }
    }
}

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
