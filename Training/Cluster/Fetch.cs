using Akka.Actor;
using Vitrine.Training.Cluster.Queue;
using Vitrine.Wire;

namespace Vitrine.Training.Cluster;

/// <summary>A client wants a piece of what a job left.</summary>
/// <param name="Job">The job.</param>
/// <param name="Asked">Which piece.</param>
internal sealed record Fetch(Job Job, FetchArtefact Asked) : INoSerializationVerificationNeeded;
