namespace Vitrine.Training.Data;

/// <summary>Groups of byte-identical pictures.</summary>
/// <param name="Agreeing">Groups whose labels agree: kept, on one side of the split.</param>
/// <param name="Disagreeing">Groups of which a label differs: dropped whole.</param>
public sealed record TwinCounts(int Agreeing, int Disagreeing);
