using Vitrine.Dataflow;
using Vitrine.Fleet.Releases;
using Vitrine.Models;
using Vitrine.Vision.Attributes;

namespace Vitrine.Device;

/// <summary>What is to be compared.</summary>
/// <param name="Slot">Where the live model sits.</param>
/// <param name="Other">The model to run in its shadow.</param>
/// <param name="Release">The release that is tried.</param>
/// <param name="OtherIsNew">
/// True before the swap: the new model is in the shadow. False after it: the new model is live, the one before it in its
/// shadow.
/// </param>
internal sealed record TrialOrder(ModelSlot Slot, FaceModel Other, Release Release, bool OtherIsNew) : ILocalOnly;
