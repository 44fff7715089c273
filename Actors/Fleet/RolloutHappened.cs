using Vitrine.Dataflow;

namespace Vitrine.Fleet;

/// <summary>Something that an operator may want to know of a rollout.</summary>
/// <param name="Node">The task whose model it is about, or "rollout".</param>
/// <param name="Text">What happened, in one line.</param>
/// <param name="IsTrouble">Whether somebody should look at it.</param>
public sealed record RolloutHappened(string Node, string Text, bool IsTrouble) : NodeEvent(Node);
