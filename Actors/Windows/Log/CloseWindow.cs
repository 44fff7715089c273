using Vitrine.Wire;

namespace Vitrine.Windows.Log;

/// <summary>Cuts what was counted since the last cut, and makes the window of it. It is called by one thread at a time.</summary>
/// <param name="sequence">The window's number.</param>
/// <param name="start">When it began.</param>
/// <param name="end">When it ended, after <paramref name="start"/>.</param>
public delegate AggregateWindow CloseWindow(long sequence, DateTimeOffset start, DateTimeOffset end);
