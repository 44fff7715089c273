using Vitrine.Fleet.Releases;

namespace Vitrine.Device;

/// <summary>What became of the last release.</summary>
/// <param name="Release">Its name.</param>
/// <param name="Task">The attribute, for example "age".</param>
/// <param name="Version">Its version.</param>
/// <param name="Kind">How it ended.</param>
/// <param name="Reason">Why it is not live, for counting; null: it is live.</param>
/// <param name="Text">Why, in one line; empty: it is live.</param>
/// <param name="At">When.</param>
public sealed record Outcome(
    string Release,
    string Task,
    int Version,
    OutcomeKind Kind,
    RefusalReason? Reason,
    string Text,
    DateTimeOffset At
);
