namespace Vitrine.Training.Learning;

/// <summary>Some examples, ready for one step.</summary>
/// <param name="Inputs">What the first trained feature takes: one example after the other.</param>
/// <param name="Targets">What the network should say: one distribution after the other.</param>
/// <param name="Weights">What each class counts, as many values as <paramref name="Targets"/>.</param>
/// <param name="Labels">The classes; -1: an age between two groups.</param>
public sealed record Batch(float[] Inputs, float[] Targets, float[] Weights, long[] Labels)
{
    /// <summary>How many examples.</summary>
    public int Count => Labels.Length;
}
