namespace Vitrine.Vision.Detection;

/// <summary>How finely and between which face sizes <see cref="HaarCascade.Detect"/> searches.</summary>
/// <param name="ScaleFactor">Ratio of one searched face size to the next, above 1; smaller finds more and costs more.</param>
/// <param name="MinNeighbours">A face needs more than this many overlapping raw hits; 0 returns the raw hits.</param>
/// <param name="MinSize">Smallest face side looked for, in pixels of the given picture, 0 or more.</param>
/// <param name="MaxSize">Largest face side looked for, in pixels; 0 means no limit.</param>
public sealed record HaarParameters(double ScaleFactor = 1.1, int MinNeighbours = 5, int MinSize = 30, int MaxSize = 0);
