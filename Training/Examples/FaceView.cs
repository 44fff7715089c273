namespace Vitrine.Training.Examples;

/// <summary>An example as it is, or changed in one of many ways.</summary>
/// <param name="Example">The example.</param>
/// <param name="Variant">Which augmentation, 0 or more; null: none.</param>
public readonly record struct FaceView(Example Example, int? Variant);
