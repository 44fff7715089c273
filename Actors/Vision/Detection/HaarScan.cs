using System.Numerics;
using System.Runtime.CompilerServices;

namespace Vitrine.Vision.Detection;

/// <summary>Scans every window of one shrunk picture, many neighbouring windows at a time.</summary>
internal sealed unsafe class HaarScan<TLanes>(HaarProgram program, int maxColumns) : IHaarScan
    where TLanes : struct, IHaarLanes<TLanes>
{
    private readonly float[] norms = GC.AllocateArray<float>(maxColumns + 128, pinned: true);
    private readonly ulong[] alive = new ulong[(maxColumns / 64) + 2];
    private readonly int[] normCorners = NormCorners(program);
    private readonly double normArea = (program.Model.Width - 2.0) * (program.Model.Height - 2);
    private readonly float flatNorm = FlatNorm((program.Model.Width - 2.0) * (program.Model.Height - 2));

    public void Scan(HaarSums sums, int columns, int rows, List<(int Column, int Row)> hits)
    {
        fixed (
            int* sum = sums.Sums,
                square = sums.Squares
        )
        fixed (float* norm = norms)
        {
            for (var row = 0; row < rows; row++)
            {
                // Windows lie Step pixels apart in both directions; across, the grid already packs them.
                var start = row * program.Grid.Step * program.Grid.Stride;
                FirstStage(sum + start, square + start, norm, columns);
                for (var word = 0; word * 64 < columns; word++)
                {
                    while (alive[word] != 0)
                    {
                        var column = (word * 64) + BitOperations.TrailingZeroCount(alive[word]);
                        LaterStages(sum + start, norm, column, row, hits);
                    }
                }
            }
        }
    }

    /// <summary>Fills <see cref="norms"/> and leaves in <see cref="alive"/> the windows that are visited and pass stage 0.</summary>
    private void FirstStage(int* sum, int* square, float* norm, int columns)
    {
        ulong skipsFirst = 0;
        for (var word = 0; word * 64 < columns; word++)
        {
            ulong passes = 0,
                fails = 0;
            var end = Math.Min(columns - (word * 64), 64);
            for (var i = 0; i < end; i += TLanes.Count)
            {
                var column = (word * 64) + i;
                var uneven = Norms(sum + column, square + column, norm + column) & Low(end - i);
                var passing =
                    uneven == 0 ? 0 : HaarKernel<TLanes>.Pass(program, 0, sum + column, norm + column, uneven);
                passes |= (ulong)passing << i;
                fails |= (ulong)(uneven & ~passing) << i;
            }

            alive[word] = passes & ~HaarSkip.LeftOut(fails, ref skipsFirst);
        }
    }

    /// <summary>Takes the windows from <paramref name="column"/> on out of <see cref="alive"/> and runs them to the end.</summary>
    private void LaterStages(int* sum, float* norm, int column, int row, List<(int Column, int Row)> hits)
    {
        int word = column / 64,
            shift = column % 64;
        var bits = alive[word] >> shift;
        if (shift > 64 - TLanes.Count)
        {
            bits |= alive[word + 1] << (64 - shift);
        }

        var taken = Low(TLanes.Count);
        var active = (uint)bits & taken;
        alive[word] &= ~((ulong)taken << shift);
        if (shift > 64 - TLanes.Count)
        {
            alive[word + 1] &= ~((ulong)taken >> (64 - shift));
        }

        var stage = 1;
        for (; stage < program.Stages.Length && active != 0; stage++)
        {
            if (TLanes.Count > HaarLanes4.Count && BitOperations.PopCount(active) <= TLanes.Count / 4)
            {
                break;
            }

            active = HaarKernel<TLanes>.Pass(program, stage, sum + column, norm + column, active);
        }

        // Few windows left: runs of four cost less than the whole vector.
        while (active != 0)
        {
            var first = BitOperations.TrailingZeroCount(active);
            var four = (active >> first) & 15;
            active &= ~(15u << first);
            for (var s = stage; s < program.Stages.Length && four != 0; s++)
            {
                four = HaarKernel<HaarLanes4>.Pass(program, s, sum + column + first, norm + column + first, four);
            }

            for (; four != 0; four &= four - 1)
            {
                hits.Add((column + first + BitOperations.TrailingZeroCount(four), row));
            }
        }
    }

    /// <summary>Stores the windows' inverse deviations; returns a bit for each that is not too flat to hold a face.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private uint Norms(int* sum, int* square, float* norm)
    {
        var inverse = TLanes.InverseDeviation(Inset(sum), Inset(square), normArea);
        TLanes.StoreSingles(inverse, norm);
        return TLanes.Bits(TLanes.Below(inverse, TLanes.AllSingles(flatNorm)));
    }

    private TLanes Inset(int* at) =>
        TLanes.Load(at + normCorners[0])
        - TLanes.Load(at + normCorners[1])
        - TLanes.Load(at + normCorners[2])
        + TLanes.Load(at + normCorners[3]);

    private static uint Low(int count) => count >= 32 ? uint.MaxValue : (1u << count) - 1;

    /// <summary>Lighting is measured over the window less a border of one pixel.</summary>
    private static int[] NormCorners(HaarProgram program)
    {
        var corners = new int[4];
        fixed (int* corner = corners)
        {
            HaarCorners.SetCorners(
                corner,
                new HaarRectangle(1, 1, program.Model.Width - 2, program.Model.Height - 2, 0),
                program.Grid
            );
        }

        return corners;
    }

    /// <summary>The smallest float that, times the area, is not below OpenCV's limit of 0.1: from there on a window is flat.</summary>
    private static float FlatNorm(double area)
    {
        var norm = (float)(0.1 / area);
        while (area * norm >= 0.1)
        {
            norm = MathF.BitDecrement(norm);
        }

        while (area * norm < 0.1)
        {
            norm = MathF.BitIncrement(norm);
        }

        return norm;
    }
}
