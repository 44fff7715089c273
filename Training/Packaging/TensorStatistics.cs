using System.Numerics.Tensors;

namespace Vitrine.Training.Packaging;

/// <summary>What a tensor held over a number of faces.</summary>
internal sealed class TensorStatistics(int channels)
{
    private readonly double[] sums = new double[channels];
    private float least;
    private float most;
    private int faces;

    /// <summary>Holds every value seen.</summary>
    internal ActivationRange Range => ActivationRange.Holding(least, most);

    /// <summary>The mean of each channel.</summary>
    internal float[] ChannelMeans => [.. sums.Select(sum => (float)(sum / faces))];

    /// <summary>Takes one face's values in.</summary>
    /// <param name="values">Channels x height x width.</param>
    internal void See(ReadOnlySpan<float> values)
    {
        least = MathF.Min(least, TensorPrimitives.Min(values));
        most = MathF.Max(most, TensorPrimitives.Max(values));
        var plane = values.Length / sums.Length;
        for (var channel = 0; channel < sums.Length; channel++)
        {
            sums[channel] += TensorPrimitives.Sum(values.Slice(channel * plane, plane)) / plane;
        }

        faces++;
    }
}
