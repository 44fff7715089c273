using Vitrine.Wire;

namespace Vitrine.Windows.Log;

/// <summary>
/// Which stored windows may go: those that are too old, and those that are too many, so that a clock that stands still cannot
/// fill the disk either. Pure.
/// </summary>
public static class Retention
{
    /// <summary>Oldest windows to look at, at a time.</summary>
    public const int Look = 100;

    /// <summary>New windows after which the oldest are looked at: fewer, so that a backlog shrinks.</summary>
    public const int Every = 50;

    /// <summary>The number of the last window that may go; 0: none.</summary>
    /// <param name="oldest">The oldest windows, in order.</param>
    /// <param name="newest">The newest window's number.</param>
    /// <param name="now">The time.</param>
    /// <param name="options">How long windows are, and how long they are kept.</param>
    public static long Expired(
        IReadOnlyList<AggregateWindow> oldest,
        long newest,
        DateTimeOffset now,
        WindowLogOptions options
    )
    {
        var tooOld = oldest.TakeWhile(window => now - window.End.ToDateTimeOffset() > options.Keep).LastOrDefault();
        var tooMany = newest - (long)Math.Ceiling(options.Keep / options.Length);
        return Math.Max(tooOld?.Sequence ?? 0, Math.Max(tooMany, 0));
    }
}
