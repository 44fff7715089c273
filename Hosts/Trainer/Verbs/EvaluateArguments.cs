using Vitrine.Training.Evaluation;

namespace Vitrine.Hosts.Trainer.Verbs;

/// <summary>What the command line of <c>evaluate</c> says.</summary>
/// <param name="Request">What is evaluated, and on what.</param>
/// <param name="Json">Where the figures go; null: to the console alone.</param>
public sealed record EvaluateArguments(EvaluationRequest Request, string? Json);
