namespace Vitrine.Vision.Counting;

/// <summary>Visitors in one zone.</summary>
/// <param name="Name">The zone's name.</param>
/// <param name="Visitors">Visitors who came into it for the first time.</param>
/// <param name="Dwells">Time inside, of visitors who had been in it and have left the picture.</param>
public sealed record ZoneTally(string Name, int Visitors, Dwells Dwells);
