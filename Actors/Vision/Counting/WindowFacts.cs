using Vitrine.Models;
using Vitrine.Wire;

namespace Vitrine.Vision.Counting;

/// <summary>What else a window tells, beside what was counted.</summary>
/// <param name="Sequence">Its number, from 1.</param>
/// <param name="Start">When it began.</param>
/// <param name="End">When it was cut.</param>
/// <param name="Frames">Frames between the two.</param>
/// <param name="Models">The models in use at its end.</param>
/// <param name="Attributes">What they estimate.</param>
/// <param name="Health">How the device was at its end.</param>
public sealed record WindowFacts(
    long Sequence,
    DateTimeOffset Start,
    DateTimeOffset End,
    FrameCount Frames,
    IReadOnlyList<ModelVersion> Models,
    IReadOnlyList<FaceAttribute> Attributes,
    Health Health
);
