using Vitrine.Dataflow;

namespace Vitrine.Windows.Log;

#pragma warning disable MA0048 // What an operator may hear of stored windows is one small protocol.

/// <summary>Windows cannot be stored; told once, until it works again.</summary>
/// <param name="Folder">Where.</param>
/// <param name="FreeBytes">Room on its disk; null: nobody knows.</param>
/// <param name="Cause">Why.</param>
public sealed record StorageFailed(string Folder, long? FreeBytes, Exception Cause) : NodeEvent(StorageRecovered.Name);

/// <summary>Windows are stored again.</summary>
public sealed record StorageRecovered() : NodeEvent(Name)
{
    /// <summary>How the events call what they are about.</summary>
    internal const string Name = "windows";
}

/// <summary>A damaged database was renamed and a new one begun.</summary>
/// <param name="File">Its new name.</param>
/// <param name="Newest">The number after which new windows are numbered.</param>
public sealed record DatabaseSetAside(string File, long Newest) : NodeEvent(StorageRecovered.Name);

/// <summary>The damaged file of what was held back was renamed.</summary>
/// <param name="File">Its new name.</param>
public sealed record HeldBackSetAside(string File) : NodeEvent(StorageRecovered.Name);

/// <summary>The clock was set while a window was open.</summary>
/// <param name="By">How far; negative: back.</param>
public sealed record ClockJumped(TimeSpan By) : NodeEvent(StorageRecovered.Name);

#pragma warning restore MA0048
