using Akka.Actor;
using Vitrine.Protocol;

namespace Vitrine.Training.Cluster.Coordinator;

/// <summary>A job's data was looked at.</summary>
/// <param name="Asked">What its client asked.</param>
/// <param name="Fault">What is wrong with the data, in one line; null: nothing.</param>
internal sealed record DataChecked(SubmitJob Asked, string? Fault) : INoSerializationVerificationNeeded;
