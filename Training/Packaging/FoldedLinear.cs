namespace Vitrine.Training.Packaging;

/// <summary>The classifier's linear layer.</summary>
/// <param name="Weights">Classes x inputs.</param>
/// <param name="Bias">One for each class.</param>
public sealed record FoldedLinear(float[] Weights, float[] Bias)
{
    /// <summary>Classes of the output.</summary>
    public int Classes => Bias.Length;

    /// <summary>Channels that it sees.</summary>
    public int Inputs => Weights.Length / Bias.Length;
}
