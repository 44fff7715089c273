namespace Vitrine.Vision.Detection;

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
