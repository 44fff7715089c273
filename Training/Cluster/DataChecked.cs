using Akka.Actor;
using Vitrine.Wire;

namespace Vitrine.Training.Cluster;

/// <summary>A job's data was looked at.</summary>
/// <param name="Asked">What its client asked.</param>
/// <param name="Fault">What is wrong with the data, in one line; null: nothing.</param>
internal sealed record DataChecked(SubmitJob Asked, string? Fault) : INoSerializationVerificationNeeded;
