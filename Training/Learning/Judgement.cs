using Vitrine.Training.Evaluation;

namespace Vitrine.Training.Learning;

/// <summary>What came of going through a split.</summary>
/// <param name="Loss">Mean over the examples.</param>
/// <param name="Confusion">Of those that have a class.</param>
public sealed record Judgement(double Loss, Confusion Confusion);
