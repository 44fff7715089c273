namespace Vitrine.Vision.Counting;

/// <summary>Crossings of one line by visitors.</summary>
/// <param name="Name">The line's name.</param>
/// <param name="In">From its left side to its right side.</param>
/// <param name="Out">From its right side to its left side.</param>
public sealed record LineTally(string Name, int In, int Out);
