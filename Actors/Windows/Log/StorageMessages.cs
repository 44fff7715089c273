using Vitrine.Windows.Held;
using Vitrine.Wire;

namespace Vitrine.Windows.Log;

#pragma warning disable MA0048 // One small protocol between the log and its storage.

/// <summary>Windows can be stored.</summary>
/// <param name="Newest">The newest number that was ever given; 0: none.</param>
/// <param name="Held">What is held back.</param>
internal sealed record StorageReady(long Newest, HeldBack Held);

/// <summary>A window to store, and what is held back before it and after.</summary>
/// <param name="Window">The window.</param>
/// <param name="Before">What stays held back if it is not stored.</param>
/// <param name="After">What is held back once it is stored.</param>
internal sealed record WindowToStore(AggregateWindow Window, HeldBack Before, HeldBack After);

/// <summary>The window is on the disk and in the feed.</summary>
/// <param name="Sequence">The number that it has there.</param>
/// <param name="Held">What is held back.</param>
internal sealed record Stored(long Sequence, HeldBack Held);

/// <summary>It is the run's end: what cannot be stored at once is given up.</summary>
internal sealed record Hurry;

/// <summary>What was to be stored in a hurry cannot be.</summary>
/// <param name="Cause">Why.</param>
internal sealed record NotStored(Exception Cause);

/// <summary>The open window is due.</summary>
internal sealed record Due
{
    /// <summary>The one.</summary>
    public static Due Instance { get; } = new();
}

#pragma warning restore MA0048
