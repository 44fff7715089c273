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
