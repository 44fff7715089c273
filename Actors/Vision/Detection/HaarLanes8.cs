using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Vitrine.Vision.Detection;

/// <summary>8 windows at a time in a Vector256.</summary>
internal readonly unsafe struct HaarLanes8(Vector256<int> value) : IHaarLanes<HaarLanes8>
{
    private readonly Vector256<int> value = value;

    public static int Count => 8;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static HaarLanes8 operator +(HaarLanes8 left, HaarLanes8 right) => new(left.value + right.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static HaarLanes8 operator -(HaarLanes8 left, HaarLanes8 right) => new(left.value - right.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static HaarLanes8 operator &(HaarLanes8 left, HaarLanes8 right) => new(left.value & right.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static HaarLanes8 operator |(HaarLanes8 left, HaarLanes8 right) => new(left.value | right.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static HaarLanes8 operator ^(HaarLanes8 left, HaarLanes8 right) => new(left.value ^ right.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static HaarLanes8 operator ~(HaarLanes8 lanes) => new(~lanes.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static HaarLanes8 Load(int* from) => new(Vector256.Load(from));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static HaarLanes8 LoadSingles(float* from) => new(Vector256.Load((int*)from));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static HaarLanes8 All(int value) => new(Vector256.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static HaarLanes8 AllSingles(float value) => new(Vector256.Create(value).AsInt32());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreSingles(HaarLanes8 singles, float* to) => singles.value.Store((int*)to);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static HaarLanes8 ToSingles(HaarLanes8 numbers) => new(Vector256.ConvertToSingle(numbers.value).AsInt32());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static HaarLanes8 AddSingles(HaarLanes8 left, HaarLanes8 right) =>
        new((left.value.AsSingle() + right.value.AsSingle()).AsInt32());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static HaarLanes8 MultiplySingles(HaarLanes8 left, HaarLanes8 right) =>
        new((left.value.AsSingle() * right.value.AsSingle()).AsInt32());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static HaarLanes8 Below(HaarLanes8 left, HaarLanes8 right) =>
        new(Vector256.LessThan(left.value.AsSingle(), right.value.AsSingle()).AsInt32());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint Bits(HaarLanes8 mask) => (uint)mask.value.ExtractMostSignificantBits();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint BitsAtLeast(HaarLanes8 numbers, int limit) =>
        (uint)Vector256.GreaterThanOrEqual(numbers.value, Vector256.Create(limit)).ExtractMostSignificantBits();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static HaarLanes8 InverseDeviation(HaarLanes8 sum, HaarLanes8 squares, double area)
    {
        var low = Inverse(
            Vector256.WidenLower(sum.value.AsUInt32()),
            Vector256.WidenLower(squares.value.AsUInt32()),
            area
        );
        var high = Inverse(
            Vector256.WidenUpper(sum.value.AsUInt32()),
            Vector256.WidenUpper(squares.value.AsUInt32()),
            area
        );
        return new(Vector256.Narrow(low, high).AsInt32());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> Inverse(Vector256<ulong> sum, Vector256<ulong> squares, double area)
    {
        var exactSum = ToDouble(sum);
        return Vector256<double>.One / Vector256.Sqrt((ToDouble(squares) * area) - (exactSum * exactSum));
    }

    /// <summary>Numbers below 2^52 placed in the mantissa of 2^52: exact, and two plain instructions on every processor.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> ToDouble(Vector256<ulong> numbers)
    {
        var magic = Vector256.Create(4503599627370496.0);
        return (numbers | magic.AsUInt64()).AsDouble() - magic;
    }
}
