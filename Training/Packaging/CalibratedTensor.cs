namespace Vitrine.Training.Packaging;

/// <summary>What calibration found of a tensor inside the network.</summary>
/// <param name="Range">What its steps should cover.</param>
/// <param name="ChannelMeans">The mean value of each channel.</param>
public sealed record CalibratedTensor(ActivationRange Range, IReadOnlyList<float> ChannelMeans);
