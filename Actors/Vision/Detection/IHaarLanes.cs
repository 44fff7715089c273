using System.Numerics;

namespace Vitrine.Vision.Detection;

/// <summary>
/// A vector of 32-bit lanes, one lane per neighbouring window, read as whole numbers or as floats ("singles").
/// The scan is written once against this and compiled once per vector width.
/// </summary>
internal unsafe interface IHaarLanes<TSelf>
    : IAdditionOperators<TSelf, TSelf, TSelf>,
        ISubtractionOperators<TSelf, TSelf, TSelf>,
        IBitwiseOperators<TSelf, TSelf, TSelf>
    where TSelf : struct, IHaarLanes<TSelf>
{
    /// <summary>Windows per vector: 4 or 8.</summary>
    static abstract int Count { get; }

    static abstract TSelf Load(int* from);

    static abstract TSelf LoadSingles(float* from);

    static abstract TSelf All(int value);

    static abstract TSelf AllSingles(float value);

    static abstract void StoreSingles(TSelf singles, float* to);

    static abstract TSelf ToSingles(TSelf numbers);

    static abstract TSelf AddSingles(TSelf left, TSelf right);

    static abstract TSelf MultiplySingles(TSelf left, TSelf right);

    /// <summary>All ones in the lanes where the left single is below the right one.</summary>
    static abstract TSelf Below(TSelf left, TSelf right);

    /// <summary>Bit i is set where lane i is all ones (its top bit is set).</summary>
    static abstract uint Bits(TSelf mask);

    /// <summary>Bit i is set where the number in lane i is at least <paramref name="limit"/>.</summary>
    static abstract uint BitsAtLeast(TSelf numbers, int limit);

    /// <summary>
    /// 1 / sqrt(area * squares - sum * sum) as a single, worked out in double as OpenCV does; infinite or not a number
    /// where the window is flat. Both arguments are unsigned.
    /// </summary>
    static abstract TSelf InverseDeviation(TSelf sum, TSelf squares, double area);
}
