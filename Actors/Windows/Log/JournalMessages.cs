using Vitrine.Dataflow;
using Vitrine.Windows.Held;

namespace Vitrine.Windows.Log;

#pragma warning disable MA0048 // One small protocol between the storage, its database and its journal.

/// <summary>The database is open.</summary>
/// <param name="Newest">The newest number that was ever given; 0: none.</param>
/// <param name="Last">The newest window that is there; 0: none.</param>
/// <param name="Held">What is held back after the newest window.</param>
/// <param name="News">What was damaged and set aside.</param>
internal sealed record Opened(long Newest, long Last, HeldBack Held, IReadOnlyList<NodeEvent> News);

/// <summary>The database cannot be opened.</summary>
/// <param name="Cause">Why.</param>
internal sealed record OpenFailed(Exception Cause);

/// <summary>The journal is ready.</summary>
/// <param name="Newest">The newest number that was ever given.</param>
internal sealed record Recovered(long Newest);

/// <summary>What is held back before and after a window is on the disk.</summary>
/// <param name="Window">The window.</param>
internal sealed record HeldWritten(WindowToStore Window);

/// <summary>It cannot be written.</summary>
/// <param name="Window">The window.</param>
/// <param name="Cause">Why.</param>
internal sealed record HeldNotWritten(WindowToStore Window, Exception Cause);

/// <summary>The window is on the disk, and its number is remembered.</summary>
/// <param name="Sequence">Its number.</param>
internal sealed record Written(long Sequence);

/// <summary>The journal cannot go on.</summary>
/// <param name="Cause">Why.</param>
internal sealed record JournalFailed(Exception Cause);

/// <summary>Stored windows could not be read.</summary>
/// <param name="Cause">Why.</param>
internal sealed record JournalDoubted(Exception Cause);

/// <summary>The database is to be tried again.</summary>
internal sealed record Retry
{
    /// <summary>The one.</summary>
    public static Retry Instance { get; } = new();
}

/// <summary>The oldest stored windows were looked at.</summary>
/// <param name="Expired">The last of those that may go; 0: none.</param>
internal sealed record OldestLookedAt(long Expired);

/// <summary>Windows that are not needed any more.</summary>
/// <param name="Sequence">The last of them.</param>
internal sealed record DeleteUpTo(long Sequence);

#pragma warning restore MA0048
