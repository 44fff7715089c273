namespace Vitrine.Wire;

/// <summary>A rate limit for each kind of line. Safe for any thread.</summary>
/// <param name="clock">Says when a period ends.</param>
public sealed class RateLimits<TKind>(TimeProvider clock)
    where TKind : notnull
{
    private readonly Lock gate = new();
    private readonly Dictionary<TKind, RateLimit> limits = [];

    /// <summary>One more line of a kind wants through.</summary>
    /// <returns>Whether it may pass, and how many of its kind were held back in the period before.</returns>
    public (bool Pass, int HeldBackBefore) Ask(TKind kind)
    {
        lock (gate)
        {
            var (next, pass, heldBack) = limits.GetValueOrDefault(kind, RateLimit.Fresh).Ask(clock.GetUtcNow());
            limits[kind] = next;
            return (pass, heldBack);
        }
    }
}
