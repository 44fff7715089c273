using Akka.Actor;

namespace Vitrine.Dataflow;

/// <summary>Timer to node: the pause of a worker is over.</summary>
internal sealed record WorkerDue(int Worker) : INoSerializationVerificationNeeded;
