namespace Vitrine.Vision.Detection;

/// <summary>
/// OpenCV walks a row from left to right and, after a window that fails the first stage, leaves the next one out.
/// </summary>
internal static class HaarSkip
{
    private const ulong OddBits = 0xAAAA_AAAA_AAAA_AAAA;

    /// <summary>
    /// Which of 64 windows are left out, given which would fail if visited. The same as finding the characters that
    /// backslashes escape, so this is the carry trick of Langdale and Lemire, "Parsing Gigabytes of JSON per Second"
    /// (VLDB Journal 28, 2019): a subtraction runs through each series of failures and shows where the odd ones end.
    /// </summary>
    /// <param name="fails">Bit i is set when window i fails the first stage.</param>
    /// <param name="skipsFirst">In: 1 when the 64 windows before this end in a visited failure, else 0. Out: for the next 64.</param>
    public static ulong LeftOut(ulong fails, ref ulong skipsFirst)
    {
        var candidates = fails & ~skipsFirst;
        var series = (((candidates << 1) | OddBits) - candidates) ^ OddBits;
        var leftOut = series ^ (fails | skipsFirst);
        skipsFirst = (series & fails) >> 63;
        return leftOut;
    }
}
