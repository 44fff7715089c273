namespace Vitrine.Training.Network;

/// <summary>A part of a network in a <see cref="ParameterTable"/>.</summary>
/// <param name="Name">The feature's number and kind, or the classifier.</param>
/// <param name="Channels">Its outputs.</param>
/// <param name="Parameters">Numbers that training could change.</param>
/// <param name="IsFrozen">Whether training leaves them as they are.</param>
public sealed record ParameterRow(string Name, long Channels, long Parameters, bool IsFrozen);
