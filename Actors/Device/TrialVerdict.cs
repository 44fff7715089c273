namespace Vitrine.Device;

/// <summary>How a trial ended.</summary>
/// <param name="Passed">Whether the new model is good enough.</param>
/// <param name="Text">Why not, or how good, in one line.</param>
/// <param name="TooFew">Whether it did not pass only because too few faces came to decide.</param>
public sealed record TrialVerdict(bool Passed, string Text, bool TooFew = false);
