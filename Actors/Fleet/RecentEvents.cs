using System.Collections.Immutable;
using Google.Protobuf.WellKnownTypes;
using Vitrine.Wire;

namespace Vitrine.Fleet;

/// <summary>
/// What a device's supervision did last, for its hub. Of each kind for each node only the last is kept, so that a camera that
/// is away for days hides nothing else. Pure: each step makes the next.
/// </summary>
public sealed record RecentEvents
{
    /// <summary>Events that are kept; the oldest goes first.</summary>
    public const int Most = 12;

    /// <summary>Characters that are kept of a text.</summary>
    public const int LongestText = 240;

    private ImmutableList<(string Node, string Kind, SupervisionEvent Event)> kept = [];

    /// <summary>Nothing happened yet.</summary>
    public static RecentEvents None { get; } = new();

    /// <summary>The newest last.</summary>
    public IEnumerable<SupervisionEvent> Events => kept.Select(one => one.Event);

    /// <summary>One more happened.</summary>
    /// <param name="node">To which node.</param>
    /// <param name="kind">What kind of event.</param>
    /// <param name="at">When.</param>
    /// <param name="text">A line that begins with the node's name.</param>
    /// <param name="isTrouble">Whether something is wrong.</param>
    public RecentEvents Add(string node, string kind, DateTimeOffset at, string text, bool isTrouble)
    {
        var happened = new SupervisionEvent
        {
            At = Timestamp.FromDateTimeOffset(at),
            Text = SingleLine.Of(text, LongestText),
            Trouble = isTrouble,
        };
        var next = kept.RemoveAll(one =>
                one.Node.Equals(node, StringComparison.Ordinal) && one.Kind.Equals(kind, StringComparison.Ordinal)
            )
            .Add((node, kind, happened));
        return new RecentEvents { kept = next.Count > Most ? next.RemoveAt(0) : next };
    }
}
