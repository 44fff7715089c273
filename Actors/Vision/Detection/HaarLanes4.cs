using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Vitrine.Vision.Detection;

/// <summary>4 windows at a time in a Vector128.</summary>
internal readonly unsafe struct HaarLanes4(Vector128<int> value) : IHaarLanes<HaarLanes4>
{
    private readonly Vector128<int> value = value;

    public static int Count => 4;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static HaarLanes4 operator +(HaarLanes4 left, HaarLanes4 right) => new(left.value + right.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static HaarLanes4 operator -(HaarLanes4 left, HaarLanes4 right) => new(left.value - right.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static HaarLanes4 operator &(HaarLanes4 left, HaarLanes4 right) => new(left.value & right.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static HaarLanes4 operator |(HaarLanes4 left, HaarLanes4 right) => new(left.value | right.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static HaarLanes4 operator ^(HaarLanes4 left, HaarLanes4 right) => new(left.value ^ right.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static HaarLanes4 operator ~(HaarLanes4 lanes) => new(~lanes.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static HaarLanes4 Load(int* from) => new(Vector128.Load(from));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static HaarLanes4 LoadSingles(float* from) => new(Vector128.Load((int*)from));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static HaarLanes4 All(int value) => new(Vector128.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static HaarLanes4 AllSingles(float value) => new(Vector128.Create(value).AsInt32());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreSingles(HaarLanes4 singles, float* to) => singles.value.Store((int*)to);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static HaarLanes4 ToSingles(HaarLanes4 numbers) => new(Vector128.ConvertToSingle(numbers.value).AsInt32());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static HaarLanes4 AddSingles(HaarLanes4 left, HaarLanes4 right) =>
        new((left.value.AsSingle() + right.value.AsSingle()).AsInt32());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static HaarLanes4 MultiplySingles(HaarLanes4 left, HaarLanes4 right) =>
        new((left.value.AsSingle() * right.value.AsSingle()).AsInt32());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static HaarLanes4 Below(HaarLanes4 left, HaarLanes4 right) =>
        new(Vector128.LessThan(left.value.AsSingle(), right.value.AsSingle()).AsInt32());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint Bits(HaarLanes4 mask) => (uint)mask.value.ExtractMostSignificantBits();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint BitsAtLeast(HaarLanes4 numbers, int limit) =>
        (uint)Vector128.GreaterThanOrEqual(numbers.value, Vector128.Create(limit)).ExtractMostSignificantBits();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static HaarLanes4 InverseDeviation(HaarLanes4 sum, HaarLanes4 squares, double area)
    {
        var low = Inverse(
            Vector128.WidenLower(sum.value.AsUInt32()),
            Vector128.WidenLower(squares.value.AsUInt32()),
            area
        );
        var high = Inverse(
            Vector128.WidenUpper(sum.value.AsUInt32()),
            Vector128.WidenUpper(squares.value.AsUInt32()),
            area
        );
        return new(Vector128.Narrow(low, high).AsInt32());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<double> Inverse(Vector128<ulong> sum, Vector128<ulong> squares, double area)
    {
        var exactSum = ToDouble(sum);
        return Vector128<double>.One / Vector128.Sqrt((ToDouble(squares) * area) - (exactSum * exactSum));
    }

    /// <summary>Numbers below 2^52 placed in the mantissa of 2^52: exact, and two plain instructions on every processor.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<double> ToDouble(Vector128<ulong> numbers)
    {
        var magic = Vector128.Create(4503599627370496.0);
        return (numbers | magic.AsUInt64()).AsDouble() - magic;
    }
}
