using System.Runtime.InteropServices;

namespace Vitrine.Vision.Detection;

/// <summary>One test laid out for the scan: 64 bytes, offsets relative to the window's place in a <see cref="HaarGrid"/>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct HaarTestCode
{
    public HaarShape Shape;
    public fixed int Corner[9];

    /// <summary>Weights of the two rectangles (only <see cref="HaarShape.Rectangles"/> uses them).</summary>
    public float FirstWeight;
    public float SecondWeight;
    public float Threshold;

    /// <summary>What choosing this test's leaf adds to the stage's sum, in steps of the stage's fixed point.</summary>
    public int Gain;

    /// <summary>All ones when the leaf of a two-test tree's root is chosen by values not below the threshold, else 0.</summary>
    public int Flip;

    private readonly int padding;
}
