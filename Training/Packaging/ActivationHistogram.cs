namespace Vitrine.Training.Packaging;

/// <summary>How often a tensor's values fall where: what its steps should cover follows from it.</summary>
/// <param name="all">Holds every value that will be counted.</param>
internal sealed class ActivationHistogram(ActivationRange all)
{
    private const int Bins = 2048;
    private readonly long[] counts = new long[Bins];
    private readonly float width = (all.Max - all.Min) / Bins;

    /// <summary>Counts values.</summary>
    internal void Count(ReadOnlySpan<float> values)
    {
        foreach (var value in values)
        {
            counts[Math.Clamp((int)((value - all.Min) / width), 0, Bins - 1)]++;
        }
    }

    /// <summary>
    /// The range, out of those shrunk about 0 in steps of 2 %, that loses least: a wide one rounds coarsely, a narrow one
    /// cuts off (mean squared error; Nagel et al., "A White Paper on Neural Network Quantization", 2021, section 3.1).
    /// </summary>
    internal ActivationRange BestRange() =>
        Enumerable
            .Range(0, 36)
            .Select(step => 1 - (0.02f * step))
            .Select(share => new ActivationRange(all.Min * share, all.Max * share))
            .MinBy(Error);

    private double Error(ActivationRange range)
    {
        // Rounding to steps of width s errs by s^2 / 12 in the mean.
        var rounding = range.Scale * (double)range.Scale / 12;
        var sum = 0.0;
        for (var bin = 0; bin < Bins; bin++)
        {
            var value = all.Min + ((bin + 0.5) * width);
            var cutOff = value - Math.Clamp(value, range.Min, range.Max);
            sum += counts[bin] * (rounding + (cutOff * cutOff));
        }

        return sum;
    }
}
