using Vitrine.Training.Examples;

namespace Vitrine.Training.Evaluation;

/// <summary>What a model said of an example.</summary>
/// <param name="Example">The example; it has a label.</param>
/// <param name="Probabilities">One for each class.</param>
public sealed record Answer(Example Example, IReadOnlyList<float> Probabilities)
{
    /// <summary>The likeliest class.</summary>
    public int Predicted { get; } = Probabilities.ToList().IndexOf(Probabilities.Max());
}
