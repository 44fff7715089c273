using Akka.Actor;

namespace Vitrine.Dataflow;

/// <summary>Something an operator may want to know of a node; published on the actor system's event stream.</summary>
/// <param name="Node">The node's name.</param>
public abstract record NodeEvent(string Node) : INoSerializationVerificationNeeded;

/// <summary>One element was lost; the node goes on.</summary>
/// <param name="Node">The node's name.</param>
/// <param name="Ticket">The element's position in the graph, from 0.</param>
/// <param name="Cause">Why.</param>
#pragma warning disable MA0048 // The events of a node are one small protocol.
public sealed record ElementSkipped(string Node, long Ticket, Exception Cause) : NodeEvent(Node);

/// <summary>A worker failed and is restarted after a pause.</summary>
/// <param name="Node">The node's name.</param>
/// <param name="Pause">How long until then.</param>
/// <param name="Attempt">Number of the restart in a row, from 1.</param>
/// <param name="Cause">Why.</param>
public sealed record WorkerRestarting(string Node, TimeSpan Pause, int Attempt, Exception Cause) : NodeEvent(Node);

/// <summary>A worker failed again and again; it is not used until the next retry.</summary>
/// <param name="Node">The node's name.</param>
/// <param name="RetryAfter">How long until then.</param>
/// <param name="Cause">Why.</param>
public sealed record WorkerDegraded(string Node, TimeSpan RetryAfter, Exception Cause) : NodeEvent(Node);

/// <summary>A worker that had been restarted or degraded works again.</summary>
/// <param name="Node">The node's name.</param>
public sealed record WorkerRecovered(string Node) : NodeEvent(Node);

/// <summary>A node itself broke, which is a defect of the engine or its wiring; the graph ends.</summary>
/// <param name="Node">The node's name.</param>
/// <param name="Cause">Why.</param>
public sealed record NodeBroke(string Node, Exception Cause) : NodeEvent(Node);
#pragma warning restore MA0048
