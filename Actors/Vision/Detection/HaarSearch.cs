using System.Runtime.Intrinsics;

namespace Vitrine.Vision.Detection;

/// <summary>The part of a search that depends on the step between windows: the layout, the code for it and its memory.</summary>
internal sealed class HaarSearch
{
    private readonly HaarSums sums;
    private readonly IHaarScan scan;
    private readonly HaarModel model;

    /// <param name="model">The cascade.</param>
    /// <param name="step">Pixels from one window to the next, 1 or 2.</param>
    /// <param name="scales">The scales with that step; at least one.</param>
    public HaarSearch(HaarModel model, int step, IReadOnlyCollection<HaarScale> scales)
    {
        this.model = model;

        // A row holds width + 1 sums and a spare one; an even length, and one that is no multiple of 4 KiB, which the caches dislike.
        var stride = (scales.Max(s => s.Width) + 2 + 15) / 16 * 16;
        var grid = new HaarGrid(step, stride % 1024 == 0 ? stride + 16 : stride);
        sums = new HaarSums(grid, scales.Max(s => s.Height));
        var program = new HaarProgram(model, grid);

        // Sixteen lanes measured no faster: unaligned 512-bit loads nearly always straddle two cache lines.
        scan = Vector256.IsHardwareAccelerated
            ? new HaarScan<HaarLanes8>(program, grid.Stride)
            : new HaarScan<HaarLanes4>(program, grid.Stride);
    }

    /// <summary>Searches the shrunk picture; see <see cref="IHaarScan.Scan"/>.</summary>
    public unsafe void Run(
        HaarScale scale,
        HaarShrink shrink,
        byte* pixels,
        nint rowBytes,
        List<(int Column, int Row)> hits
    )
    {
        shrink.Start();
        for (var y = 0; y < scale.Height; y++)
        {
            sums.AddRow(shrink.Row(pixels, rowBytes, y), scale.Width, y);
        }

        scan.Scan(
            sums,
            Windows(scale.Width - model.Width, scale.Step),
            Windows(scale.Height - model.Height, scale.Step),
            hits
        );
    }

    private static int Windows(int room, int step) => room < 0 ? 0 : (room / step) + 1;
}

/// <summary>The scan in one of its vector widths.</summary>
internal interface IHaarScan
{
    /// <summary>Adds every window that passes the whole cascade, row by row.</summary>
    /// <param name="sums">Sums of the shrunk picture.</param>
    /// <param name="columns">Windows across.</param>
    /// <param name="rows">Windows down.</param>
    /// <param name="hits">Receives columns and rows of windows, in windows (not pixels).</param>
    void Scan(HaarSums sums, int columns, int rows, List<(int Column, int Row)> hits);
}
