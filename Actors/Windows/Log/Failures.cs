using Vitrine.Dataflow;

namespace Vitrine.Windows.Log;

/// <summary>Failures to store, one after the other, and what follows from them. Pure.</summary>
/// <param name="InARow">How many.</param>
/// <param name="Last">The last one's cause; null: there is none.</param>
internal sealed record Failures(int InARow, Exception? Last)
{
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    /// <summary>It works.</summary>
    public static Failures None { get; } = new(0, null);

    /// <summary>How long to wait before it is tried again: twice as long each time, up to the longest.</summary>
    public TimeSpan Pause => new BackOff(Shortest, Longest, InARow).Pause;

    /// <summary>Whether the database may be damaged.</summary>
    public bool AreDamage => Last is not null && WindowDatabase.IsDamage(Last);

    /// <summary>One more.</summary>
    public Failures Add(Exception cause) => new(InARow + 1, cause);
}
