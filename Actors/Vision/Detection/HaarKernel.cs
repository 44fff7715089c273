using System.Numerics;
using System.Runtime.CompilerServices;

namespace Vitrine.Vision.Detection;

/// <summary>Runs a compiled cascade over a vector of neighbouring windows.</summary>
internal static unsafe class HaarKernel<TLanes>
    where TLanes : struct, IHaarLanes<TLanes>
{
    /// <summary>Runs one stage.</summary>
    /// <param name="program">The compiled cascade.</param>
    /// <param name="stage">Index of the stage.</param>
    /// <param name="window">The summed pixels at the first window's top left corner.</param>
    /// <param name="norms">The windows' inverse deviations.</param>
    /// <param name="active">Bit i is set where window i matters.</param>
    /// <returns>The bits of <paramref name="active"/> whose windows pass.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static uint Pass(HaarProgram program, int stage, int* window, float* norms, uint active)
    {
        ref readonly var code = ref program.Stages[stage];
        var tests = (HaarTestCode*)Unsafe.AsPointer(ref program.Tests[0]);
        var norm = TLanes.LoadSingles(norms);
        var sums = program.PairedTests
            ? SumPairs(tests + code.FirstTest, tests + code.EndTest, window, norm)
            : SumStumps(tests + code.FirstTest, tests + code.EndTest, window, norm);
        var passes = active & TLanes.BitsAtLeast(sums, code.PassesFrom);
        var unsure = active & ~passes & TLanes.BitsAtLeast(sums, code.MayPassFrom);
        for (; unsure != 0; unsure &= unsure - 1)
        {
            var i = BitOperations.TrailingZeroCount(unsure);
            if (HaarWindow.Passes(program.Model, stage, program.Grid, window + i, norms[i]))
            {
                passes |= 1u << i;
            }
        }

        return passes;
    }

    private static TLanes SumStumps(HaarTestCode* test, HaarTestCode* end, int* window, TLanes norm)
    {
        var sums = TLanes.All(0);
        for (; test < end; test++)
        {
            sums += IsBelow(test, window, norm) & TLanes.All(test->Gain);
        }

        return sums;
    }

    private static TLanes SumPairs(HaarTestCode* test, HaarTestCode* end, int* window, TLanes norm)
    {
        var sums = TLanes.All(0);
        for (; test < end; test += 2)
        {
            var atRoot = IsBelow(test, window, norm) ^ TLanes.All(test->Flip);
            var below = IsBelow(test + 1, window, norm);
            sums += (atRoot & TLanes.All(test->Gain)) | (~atRoot & below & TLanes.All(test[1].Gain));
        }

        return sums;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes IsBelow(HaarTestCode* test, int* window, TLanes norm)
    {
        TLanes value;
        if (test->Shape == HaarShape.Rectangles)
        {
            var first = TLanes.MultiplySingles(
                TLanes.ToSingles(Rectangle(test->Corner, window)),
                TLanes.AllSingles(test->FirstWeight)
            );
            var second = TLanes.MultiplySingles(
                TLanes.ToSingles(Rectangle(test->Corner + 4, window)),
                TLanes.AllSingles(test->SecondWeight)
            );
            value = TLanes.AddSingles(first, second);
        }
        else if (test->Shape == HaarShape.Halves)
        {
            var middle = Between(test->Corner + 2, window);
            value = TLanes.ToSingles(
                Between(test->Corner, window) + Between(test->Corner + 4, window) - (middle + middle)
            );
        }
        else
        {
            var middle = Bend(test->Corner + 3, window);
            var bend = Bend(test->Corner, window) + Bend(test->Corner + 6, window) - (middle + middle);
            value = TLanes.ToSingles(test->Shape == HaarShape.Checker ? bend : TLanes.All(0) - bend);
        }

        return TLanes.Below(TLanes.MultiplySingles(value, norm), TLanes.AllSingles(test->Threshold));
    }

    /// <summary>Pixel sums of a rectangle given by four corners.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes Rectangle(int* corner, int* window) =>
        TLanes.Load(window + corner[0])
        - TLanes.Load(window + corner[1])
        - TLanes.Load(window + corner[2])
        + TLanes.Load(window + corner[3]);

    /// <summary>What lies between two corners: the second minus the first.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes Between(int* corner, int* window) =>
        TLanes.Load(window + corner[1]) - TLanes.Load(window + corner[0]);

    /// <summary>Second difference along three corners.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes Bend(int* corner, int* window)
    {
        var middle = TLanes.Load(window + corner[1]);
        return TLanes.Load(window + corner[0]) + TLanes.Load(window + corner[2]) - (middle + middle);
    }
}
