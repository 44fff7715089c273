using System.Runtime.InteropServices;

namespace Vitrine.Vision.Detection;

/// <summary>A cascade compiled for one <see cref="HaarGrid"/>: flat arrays that the scan walks through in order.</summary>
internal sealed class HaarProgram
{
    /// <summary>Bits of a stage's largest possible sum in fixed point; two bits of an int stay free.</summary>
    private const int SumBits = 29;

    public HaarProgram(HaarModel model, HaarGrid grid)
    {
        Model = model;
        Grid = grid;
        PairedTests = model.Stages.Any(s => s.Trees.Any(t => t.Second is not null));
        Stages = new HaarStageCode[model.Stages.Count];
        var testsPerTree = PairedTests ? 2 : 1;
        Tests = GC.AllocateArray<HaarTestCode>(model.Stages.Sum(s => s.Trees.Count) * testsPerTree, pinned: true);
        var next = 0;
        for (var s = 0; s < Stages.Length; s++)
        {
            var first = next;
            var stage = model.Stages[s];
            var steps = StepsPerUnit(stage);
            var above = 0L;

            // Any order adds up to the same sum; trees of one shape in a row keep the scan's branches predictable.
            foreach (var tree in stage.Trees.OrderBy(t => ShapeOf(t.Root)).ThenBy(t => ShapeOf(t.Second ?? t.Root)))
            {
                long rest = Fixed(tree.Above, steps);
                above += rest;
                var root = Compile(tree.Root, (int)(Fixed(tree.RootLeaf, steps) - rest));
                root.Flip = tree.LeafWhenBelow ? 0 : -1;
                Tests[next++] = root;
                if (PairedTests)
                {
                    Tests[next++] = tree.Second is { } second
                        ? Compile(second, (int)(Fixed(tree.Below, steps) - rest))
                        : Compile(tree.Root, 0);
                }
            }

            // Each tree's leaf is off by at most half a step; one more step covers the rounding of the limits themselves.
            double limit = stage.Threshold * steps,
                error = (0.5 * stage.Trees.Count) + 1;
            Stages[s] = new HaarStageCode(
                first,
                next,
                Clamp(Math.Floor(limit - error) - above),
                Clamp(Math.Ceiling(limit + error) - above)
            );
        }
    }

    public HaarModel Model { get; }

    public HaarGrid Grid { get; }

    /// <summary>True when trees have two tests, stored one after the other.</summary>
    public bool PairedTests { get; }

    public HaarStageCode[] Stages { get; }

    /// <summary>Pinned, so that the scan may keep a pointer to it.</summary>
    public HaarTestCode[] Tests { get; }

    private static double StepsPerUnit(HaarStage stage)
    {
        double largest =
            stage.Trees.Sum(t => Math.Max(Math.Abs(t.Above), Math.Max(Math.Abs(t.Below), Math.Abs(t.RootLeaf)))) + 1e-9;
        return Math.ScaleB(1, SumBits - 1 - Math.ILogB(largest));
    }

    private static long Fixed(float leaf, double steps) => (long)Math.Round(leaf * steps);

    private static int Clamp(double sum) => (int)Math.Clamp(sum, int.MinValue, int.MaxValue);

    private HaarShape ShapeOf(HaarTest test) => HaarCorners.ShapeOf(Model.Features[test.Feature]);

    private HaarTestCode Compile(HaarTest test, int gain)
    {
        var code = HaarCorners.Compile(Model.Features[test.Feature], Grid);
        code.Threshold = test.Threshold;
        code.Gain = gain;
        return code;
    }
}

/// <summary>
/// One stage laid out for the scan. Leaf values are rounded to fixed point, so adding them is exact in any order;
/// the rounding error is bounded, and only a sum between the two limits needs OpenCV's own arithmetic to decide.
/// </summary>
/// <param name="FirstTest">Index of its first test.</param>
/// <param name="EndTest">Index after its last test.</param>
/// <param name="MayPassFrom">A fixed-point sum below this fails for certain.</param>
/// <param name="PassesFrom">A fixed-point sum of at least this passes for certain.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct HaarStageCode(int FirstTest, int EndTest, int MayPassFrom, int PassesFrom);

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

/// <summary>How a feature's value is put together from the summed pixels at its corners.</summary>
internal enum HaarShape
{
    /// <summary>Two rectangles of any place and weight: 8 corners.</summary>
    Rectangles,

    /// <summary>A rectangle against its own half: 6 corners, because the halves share an edge.</summary>
    Halves,

    /// <summary>Two diagonal quarters against the whole: 9 corners, because the quarters share edges.</summary>
    Checker,

    /// <summary>The same with the other diagonal, which negates the value.</summary>
    CounterChecker,
}
