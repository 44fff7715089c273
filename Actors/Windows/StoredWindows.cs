using Vitrine.Wire;

namespace Vitrine.Windows;

/// <summary>Reads stored windows with a sequence number above <paramref name="after"/>, oldest first.</summary>
/// <param name="after">The last sequence number that the reader has; 0: none.</param>
/// <param name="most">Windows to give at the most.</param>
/// <param name="stop">Ends the reading.</param>
public delegate Task<IReadOnlyList<AggregateWindow>> StoredWindows(long after, int most, CancellationToken stop);
