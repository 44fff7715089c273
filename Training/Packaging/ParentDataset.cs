namespace Vitrine.Training.Packaging;

/// <summary>A dataset that a model was trained on.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Hash">Of its lists, hexadecimal: the same hash, the same pictures in the same splits.</param>
/// <param name="SplitSeed">Seed of the split into train, validation and test.</param>
public sealed record ParentDataset(string Name, string Hash, long SplitSeed);
