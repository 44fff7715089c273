namespace Vitrine.Training.Learning;

/// <summary>One step of a learning rate range test.</summary>
/// <param name="Rate">The learning rate.</param>
/// <param name="Loss">The batch's loss, before the step.</param>
/// <param name="Smoothed">Mean of the losses so far, newer ones counting more.</param>
public sealed record LearningRatePoint(double Rate, double Loss, double Smoothed);
