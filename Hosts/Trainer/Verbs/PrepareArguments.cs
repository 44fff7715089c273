using Vitrine.Training.Preparation;

namespace Vitrine.Hosts.Trainer.Verbs;

/// <summary>What the command line of <c>prepare</c> says.</summary>
/// <param name="Dataset">"utkface", "adience" or "csv".</param>
/// <param name="Path">The data set's folder, or a list.</param>
/// <param name="Out">The folder for the lists.</param>
/// <param name="Options">How it is prepared.</param>
public sealed record PrepareArguments(string Dataset, string Path, string Out, PreparationOptions Options);
